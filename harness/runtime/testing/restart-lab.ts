import type { SmtpScript } from '../../../containers/smtp-server/script.ts';
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

const accepting: SmtpScript = { security: 'starttls' };

/** A second mail server, which the program trusts as it trusts the first. */
const oneMore = defineScenario({
  id: 'one-more',
  title: 'A mail server comes to another one',
  part: 'server',
  timeoutMs: 30_000,
  async run(world) {
    await world.smtpServer(0, accepting);
    await world.start();
    await world.smtpServer(0, accepting);
  },
});

const tooLate = defineScenario({
  id: 'too-late',
  title: 'A mail server is opened while the program is started, which trusts nobody',
  part: 'server',
  timeoutMs: 30_000,
  async run(world) {
    await Promise.all([world.start(), world.smtpServer(0, accepting)]);
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

const checks = [restarts, together, oneMore, tooLate].map((scenario) =>
  defineCheck({ ...survives, id: `restart/survives-${scenario.id}`, scenario }),
);

export default { checks } as unknown as Lab;
