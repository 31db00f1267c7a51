import { parseSmtpCommand, type SmtpCommandEntry } from '../../../harness/index.ts';
import type { MailRun } from '../scenarios/mail-facts.ts';
import { codeOf, commandsOf, mainSession } from './reading.ts';

/** The likeliest causes of what went wrong in a dialogue, each a hint: what the program did, and what to do. */

const NO_LINE_END =
  'The command has no line end, so the server waits for the rest of it. Add "\\r\\n" to the text that you send.';

const LINE_ENDS: Readonly<Record<string, string>> = {
  'lf-only':
    'The line ends with "\\n" alone: print() and println() do that, and text in triple quotes. End each command with "\\r\\n".',
  'bare-cr': 'A "\\r" stands without its "\\n". End each command with both, "\\r\\n", and with nothing else.',
  'no-line-end': NO_LINE_END,
};

/** @param kind of the deviation that the line's end is */
export function whyNoCrlf(kind: string): string {
  return LINE_ENDS[kind] ?? 'End each command with "\\r\\n".';
}

/** What kept the program from its first command. */
export function whyNoCommand(run: MailRun): string {
  const session = mainSession(run);
  if (!session)
    return 'No connection came. Read what the program printed: a name that is not found, a port that is not tried, or an error before connect().';
  if (session.tlsError !== undefined)
    return 'The TLS handshake failed. On port 465 wrap the socket at once; on 25 and 587 speak plain text first and send STARTTLS.';
  return run.isStuck
    ? 'The connection stood and no command came. Read the greeting as one line (220 ...), and do not wait for the server to close.'
    : 'The connection stood and no command came. After the greeting (220) send EHLO and your name; look at what the program printed.';
}

/** @param kind of its first deviation; undefined where the server refused its turn */
export function whyMalformed(
  { verb, reply }: Pick<SmtpCommandEntry, 'verb' | 'reply'>,
  kind: string | undefined,
): string {
  if (kind === undefined)
    return `${verb} came out of turn. The order is EHLO, AUTH, MAIL, RCPT, DATA, and no step may be left out: was the command before it refused?`;
  if (kind === 'unknown-verb')
    return 'SMTP has no such command. It is a misspelt one, or text of the message that left before the 354 to DATA or after the final dot.';
  if (kind === 'surplus-argument')
    return `Something stands behind ${verb}, which takes no argument. Send the word alone, "${verb}\\r\\n".`;
  if (kind === 'missing-argument')
    return `${verb} stands alone, and needs something behind it. Compare the line with the example in the handout.`;
  const said = reply.trim() === '' ? '' : `; the server says "${reply.trim().slice(0, 80)}"`;
  return `Compare the line with the example in the handout, letter by letter${said}.`;
}

/** Why the dialogue broke off before the text of the mail, by the last that was said. */
export function whyNoMessage(run: MailRun): string {
  const last = commandsOf(run).at(-1);
  return `The dialogue broke off before the text of the mail: ${whyBrokenOff(last, run.isStuck)}`;
}

function whyBrokenOff(last: SmtpCommandEntry | undefined, isStuck: boolean): string {
  if (last && codeOf(last) >= 400)
    return `the server refused ${last.verb === 'AUTH*' ? 'the login' : last.verb}. Compare that line with the handout, and mend it first.`;
  if (last && parseSmtpCommand(last.bytes).lineEnd === 'none')
    return 'the last command has no line end, so the server waits for the rest of it. Add "\\r\\n" to the text that you send.';
  if (last && last.reply === '')
    return 'the program ended before the reply to its last command had come. Read the whole reply to each command.';
  if (isStuck)
    return 'the program waits for more than the reply that came. Read one reply per command, and do not wait for a second one or for the end of the connection.';
  return 'the program ended, or took a right reply for a wrong one. Read what it printed, and the last reply in the transcript.';
}
