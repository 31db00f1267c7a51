import { defineScenario, type SmtpReplyRule } from '../../../harness/index.ts';
import type { MailFacts } from './mail-facts.ts';
import { mailInputs } from './mail-inputs.ts';
import { openMailServers } from './mail-servers.ts';
import { playRun } from './play-run.ts';

/** Servers that nobody should talk to. */
export const certificates = defineScenario<MailFacts>({
  id: 'certificates',
  title: 'The server shows a certificate that nobody signed, then one for another name',
  part: 'client',
  timeoutMs: 60_000,
  async run(world, facts) {
    const servers = await openMailServers(world);
    for (const certificate of ['self-signed', 'wrong-name'] as const) {
      const inputs = mailInputs(world.random);
      await playRun(world, servers, facts, { id: certificate, inputs, script: { certificate } });
    }
  },
});

/** Two lines where one would do; what EHLO and AUTH say is the server's own. */
const MULTILINE: readonly SmtpReplyRule[] = [
  { command: 'MAIL', lines: ['250-2.1.0 Sender', '250 2.1.0 taken'] },
  { command: 'RCPT', lines: ['250-2.1.5 Recipient', '250-2.1.5 is known', '250 2.1.5 and taken'] },
  { command: 'DATA', lines: ['354-Go ahead', '354 End with a dot'] },
  { command: 'MESSAGE', lines: ['250-2.0.0 Queued', '250 2.0.0 as 12345'] },
];

/** Legal, but not what a first try expects. */
export const oddServers = defineScenario<MailFacts>({
  id: 'odd-servers',
  title: 'Replies of several lines; replies in pieces of three bytes; a server that hangs up after MAIL',
  part: 'client',
  timeoutMs: 60_000,
  async run(world, facts) {
    const servers = await openMailServers(world);
    const inputs = () => mailInputs(world.random);
    await playRun(world, servers, facts, {
      id: 'multi-line',
      inputs: inputs(),
      script: { hasMultilineGreeting: true, replies: MULTILINE },
    });
    await playRun(world, servers, facts, {
      id: 'pieces',
      inputs: inputs(),
      script: { segmentSize: 3, segmentGapMs: 3 },
    });
    await playRun(world, servers, facts, {
      id: 'hangs-up',
      inputs: inputs(),
      script: { replies: [{ command: 'MAIL', lines: [], hangsUp: true }] },
    });
  },
});

/** Long, and well within the minutes that RFC 5321 grants. */
const SLOW: readonly SmtpReplyRule[] = [
  { command: 'CONNECT', lines: ['220 mail.grade.example ESMTP, sorry for the delay'], delayMs: 3000 },
  { command: 'MESSAGE', lines: ['250 2.0.0 Queued at last'], delayMs: 1500 },
];

/** A server with a lot to do. */
export const slowServer = defineScenario<MailFacts>({
  id: 'slow-server',
  title: 'The greeting takes 3 s, the answer to the message 1.5 s',
  part: 'client',
  timeoutMs: 60_000,
  async run(world, facts) {
    const servers = await openMailServers(world);
    const inputs = mailInputs(world.random);
    await playRun(world, servers, facts, { id: 'slow', inputs, script: { replies: SLOW }, idleMs: 8000 });
  },
});
