import { expect, test } from 'vitest';
import type { MailObservation, MailRun } from '../scenarios/mail-facts.ts';
import { describeDialogue, isSenderGiven } from './reading.ts';

const sender = 'ada.k1@sender.example';

function line(verb: string, text: string) {
  return { verb, bytes: Buffer.from(text), reply: '250 ok', isEncrypted: true };
}

function runWith(commands: ReturnType<typeof line>[]): MailRun {
  const session = { port: 587, usedTls: 'starttls', commands, messages: [] };
  return {
    inputs: { sender, user: sender, recipients: [] },
    sessions: [session],
    endedAtMs: 9,
  } as unknown as MailRun;
}

const login = [
  line('AUTH', 'AUTH LOGIN\r\n'),
  line('AUTH*', `${Buffer.from(sender).toString('base64')}\r\n`),
  line('AUTH*', 'c2VjcmV0\r\n'),
];

function seen(...answers: readonly string[]): MailObservation {
  const program = {
    startedAtMs: 0,
    command: 'python3 mail.py',
    answers: answers.map((answer) => ({ answer })),
  };
  return { programs: [program] } as unknown as MailObservation;
}

test('an address that was asked for once, and that the program logs in with, is that of the user', () => {
  const run = runWith([...login, line('MAIL', 'MAIL FROM:<me@my.example>\r\n')]);
  expect(isSenderGiven(seen(sender, 'secret'), run)).toBe(false);
});

test('it is that of the sender where the program sends with it, or is told it twice, or logs in with none', () => {
  const own = line('MAIL', 'MAIL FROM:<me@my.example>\r\n');
  expect(isSenderGiven(seen(sender), runWith([...login, line('MAIL', `MAIL FROM:<${sender}>\r\n`)]))).toBe(
    true,
  );
  expect(isSenderGiven(seen(sender, sender), runWith([...login, own]))).toBe(true);
  expect(isSenderGiven(seen(sender), runWith([own]))).toBe(true);
  expect(isSenderGiven(seen('bob'), runWith([own]))).toBe(false);
});

test('a TLS handshake where plain text belongs is told in words', () => {
  const run = runWith([line('\x16\x03', '\x16\x03\x01\x02')]);
  expect(describeDialogue(run)).toBe(
    'a TLS handshake at once on port 587, where the server greets in plain text',
  );
});
