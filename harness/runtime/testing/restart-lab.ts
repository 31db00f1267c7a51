import { defineCheck, defineScenario, type Lab } from '../../engine/lab.ts';

/** Its time runs out while the program is started for a second time, and would take far longer than that to give up. */
const restarts = defineScenario({
  id: 'restarts',
  title: 'The program is started twice',
  part: 'server',
  timeoutMs: 1500,
  async run(world) {
    await world.start();
    await world.start({ keepFolder: true, startTimeoutMs: 60_000 });
  },
});

/** Three starts at once, as of clients that find the program gone at the same moment. */
const together = defineScenario({
  id: 'together',
  title: 'The program is started by several at once',
  part: 'server',
  timeoutMs: 30_000,
  async run(world) {
    await Promise.all([world.start(), world.start(), world.start()]);
  },
});

const survives = defineCheck({
  id: 'restart/survives',
  title: 'It survives',
  kind: 'core',
  level: 'course',
  points: 100,
  sources: [],
  scenario: restarts,
  explanation: { does: '', expects: '', why: '', mistake: '' },
  judge: () => {},
});

const survivesTogether = defineCheck({ ...survives, id: 'restart/survives-together', scenario: together });

export default { checks: [survives, survivesTogether] } as unknown as Lab;
