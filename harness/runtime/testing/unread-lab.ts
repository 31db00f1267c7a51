import { defineCheck, defineScenario, type Lab } from '../../engine/lab.ts';

/** A client that connects and reads nothing, until the program ends. */
const unread = defineScenario({
  id: 'unread',
  title: 'Nobody reads what the program sends',
  part: 'server',
  timeoutMs: 30_000,
  async run(world) {
    const program = await world.start();
    await using client = await world.connect(program.address);
    client.pause();
    await program.waitForExit(25_000);
  },
});

const waits = defineCheck({
  id: 'unread/waits',
  title: 'It waits',
  kind: 'core',
  level: 'course',
  points: 100,
  sources: [],
  scenario: unread,
  explanation: { does: '', expects: '', why: '', mistake: '' },
  judge: () => {},
});

export default { checks: [waits] } as unknown as Lab;
