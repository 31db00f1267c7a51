import { fail } from '../../../harness/index.ts';
import type { MailRun } from '../scenarios/mail-facts.ts';
import { describeDialogue, evidenceOf, type SentMessage, sentMessage } from './reading.ts';
import { beTheServer } from './reproduce.ts';
import { whyNoMessage } from './why-dialogue.ts';

/** Fails, in the words of the dialogue, where no message came while we waited: what calls it is timed. */
export function requireMessage(run: MailRun): SentMessage {
  const sent = sentMessage(run);
  if (sent) return sent;
  return fail({
    expected: 'a message after DATA and the 354',
    actual: describeDialogue(run),
    hint: whyNoMessage(run),
    ...beTheServer(run),
    evidence: evidenceOf(run),
  });
}
