import type { SmtpCommandEntry, SmtpEntry } from '../../../../harness/index.ts';
import type { MailInputs, MailRun } from '../../scenarios/mail-facts.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

export const mailInputs: MailInputs = {
  port: 465,
  sender: 'ada@sender.example',
  recipients: ['bob@recipient.example'],
  subject: 'Lab report',
  body: 'Dear Bob, all tests pass.',
  user: 'ada@sender.example',
  password: 'pw-secret',
};

/** A command as the server logs it, answered. */
export function command(line: string, reply = '250 ok\r\n', verb?: string): SmtpCommandEntry {
  return {
    atMs: 1,
    verb: verb ?? (line.trim().split(' ')[0] ?? '').toUpperCase(),
    bytes: Buffer.from(line, 'latin1'),
    reply,
    repliedAtMs: 2,
    cameBeforeReply: false,
    isEncrypted: true,
  };
}

/** What a right client says, in order, but for the text of the mail. */
export const rightDialogue: readonly SmtpCommandEntry[] = [
  command('EHLO alice.example\r\n', '250-hello\r\n250 AUTH LOGIN\r\n'),
  command('AUTH LOGIN\r\n', '334 VXNlcm5hbWU6\r\n'),
  command(`${base64(mailInputs.user)}\r\n`, '334 UGFzc3dvcmQ6\r\n', 'AUTH*'),
  command(`${base64(mailInputs.password)}\r\n`, '235 ok\r\n', 'AUTH*'),
  command(`MAIL FROM:<${mailInputs.sender}>\r\n`),
  command(`RCPT TO:<${mailInputs.recipients[0]}>\r\n`),
  command('DATA\r\n', '354 go on\r\n'),
];

/** A run of a program in which this was said and nothing more. */
export function runOfDialogue(
  id: string,
  commands: readonly SmtpCommandEntry[],
  changes: Partial<MailRun> & { readonly session?: Partial<SmtpEntry> } = {},
): MailRun {
  const { session, ...run } = changes;
  return {
    id,
    inputs: mailInputs,
    sessions: [
      {
        conversation: 'smtp-1',
        port: 465,
        openedAtMs: 0,
        usedTls: 'implicit',
        commands,
        messages: [],
        ended: 'open',
        ...session,
      },
    ],
    endedAtMs: 9,
    isStuck: true,
    startedAtEpochMs: Date.parse('2026-11-23T00:12:56Z'),
    ...run,
  };
}
