import { defineScenario, type SmtpReplyRule, type World } from '../../../harness/index.ts';
import type { MailFacts } from './mail-facts.ts';
import { mailInputs } from './mail-inputs.ts';
import { openMailServers } from './mail-servers.ts';
import { playRun } from './play-run.ts';

/** A server that says no. */
interface Stage {
  readonly id: string;
  readonly command: SmtpReplyRule['command'];
  readonly refusal: string;
}

const EARLY: readonly Stage[] = [
  { id: 'greeting', command: 'CONNECT', refusal: '554 5.3.2 No service at this hour' },
  { id: 'login', command: 'AUTH', refusal: '535 5.7.8 Credentials not accepted' },
  { id: 'shutdown', command: 'MAIL', refusal: '421 4.3.2 Shutting down for maintenance' },
  { id: 'sender', command: 'MAIL', refusal: '550 5.7.1 Sender rejected by policy' },
];

const LATE: readonly Stage[] = [
  { id: 'recipient', command: 'RCPT', refusal: '450 4.2.1 Mailbox locked for the moment' },
  { id: 'data', command: 'DATA', refusal: '554 5.5.1 Transaction not possible' },
  { id: 'message', command: 'MESSAGE', refusal: '554 5.6.0 Content rejected by filter' },
];

async function refuse(world: World, facts: Partial<MailFacts>, stages: readonly Stage[]): Promise<void> {
  const servers = await openMailServers(world);
  for (const { id, command, refusal } of stages) {
    const script = { replies: [{ command, lines: [refusal] }] };
    await playRun(world, servers, facts, {
      id,
      inputs: mailInputs(world.random),
      script,
      refusal,
    });
  }
}

/** Four starts, each refused one step later. */
export const refusedEarly = defineScenario<MailFacts>({
  id: 'refused-early',
  title: 'The server refuses the connection (554), the login (535), all service (421), the sender (550)',
  part: 'client',
  timeoutMs: 60_000,
  run: (world, facts) => refuse(world, facts, EARLY),
});

/** Three more. */
export const refusedLate = defineScenario<MailFacts>({
  id: 'refused-late',
  title: 'The server refuses the recipient (450), DATA (554), the message (554)',
  part: 'client',
  timeoutMs: 60_000,
  run: (world, facts) => refuse(world, facts, LATE),
});
