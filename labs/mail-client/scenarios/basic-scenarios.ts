import { defineScenario } from '../../../harness/index.ts';
import type { MailFacts } from './mail-facts.ts';
import { mailInputs } from './mail-inputs.ts';
import { openMailServers } from './mail-servers.ts';
import { playRun } from './play-run.ts';

/**
 * Before each reply: long enough for a client that does not wait to be seen. Longer than the 40 ms for which a host may
 * hold back the acknowledgement that the second of two small segments waits for (RFC 896, RFC 9293 section 3.8.6.3).
 */
const REPLY_DELAY_MS = 60;

/** One mail, a friendly server. */
export const basics = defineScenario<MailFacts>({
  id: 'basics',
  title: 'One mail to one recipient; the server takes everything, 60 ms after it was asked',
  part: 'client',
  timeoutMs: 60_000,
  async run(world, facts) {
    const servers = await openMailServers(world);
    const inputs = mailInputs(world.random);
    const script = { replyDelayMs: REPLY_DELAY_MS };
    await playRun(world, servers, facts, { id: 'plain', inputs, script });
  },
});

/** The same over STARTTLS, to several, and to one that is not there. */
export const submission = defineScenario<MailFacts>({
  id: 'submission',
  title: 'Port 587 with STARTTLS; then three recipients; then three, of which the server refuses one',
  part: 'client',
  timeoutMs: 60_000,
  async run(world, facts) {
    const servers = await openMailServers(world);
    const { random } = world;
    const three = () => ['bob', 'eve', 'joe'].map((name) => `${name}${random.word(6)}@example.net`);
    await playRun(world, servers, facts, { id: 'starttls', inputs: mailInputs(random, { port: 587 }) });
    await playRun(world, servers, facts, {
      id: 'three-recipients',
      inputs: mailInputs(random, { recipients: three() }),
    });
    const inputs = mailInputs(random, { recipients: three() });
    const refusal = '550 5.1.1 No such mailbox here';
    const replies = [{ command: 'RCPT', argument: inputs.recipients[1] ?? '', lines: [refusal] }];
    await playRun(world, servers, facts, { id: 'one-refused', inputs, script: { replies }, refusal });
  },
});
