import { defineCheck, defineScenario, type Lab } from '../../engine/lab.ts';

/** Pieces that leave one after the other, without a pause. */
const pieces = defineScenario({
  id: 'pieces',
  title: 'What is sent comes in pieces',
  part: 'server',
  timeoutMs: 30_000,
  async run(world) {
    const { address } = await world.start();
    await using client = await world.connect(address);
    await client.sendInPieces('first,second', 6, 0);
    await client.receiveAll(10_000);
  },
});

const reads = defineCheck({
  id: 'pieces/reads',
  title: 'It reads them',
  kind: 'core',
  level: 'course',
  points: 100,
  sources: [],
  scenario: pieces,
  explanation: { does: '', expects: '', why: '', mistake: '' },
  judge: () => {},
});

export default { checks: [reads] } as unknown as Lab;
