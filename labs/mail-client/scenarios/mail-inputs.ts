import type { Random } from '../../../harness/index.ts';
import type { MailInputs } from './mail-facts.ts';

/**
 * Inputs that differ in every run, with `changes` made to them. One line each: a prompt takes no more. The addresses are as
 * plain as can be, since programs check what is typed with patterns of their own, which often know neither a dot before the `@` nor a
 * top-level domain of more than three letters.
 */
export function mailInputs(random: Random, changes: Partial<MailInputs> = {}): MailInputs {
  const sender = `ada${random.word(6)}@example.org`;
  return {
    port: 465,
    sender,
    recipients: [`bob${random.word(6)}@example.net`],
    subject: `Lab report ${random.word(6)}`,
    body: `Dear Bob, all tests of ${random.word(6)} pass: 7 < 8 & 100% "done".`,
    // The same as the sender: many programs ask for one address and log in with it.
    user: sender,
    password: `pw-${random.word(10)}`,
    ...changes,
  };
}
