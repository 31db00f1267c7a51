import type { MailDeviation } from './deviation.ts';
import { latin1, lineDeviations, splitLines } from './lines.ts';

/** One reply of a server, whole: `250-first` ... `250 last`. */
interface SmtpReply {
  /** Of the last line; 0 when it has none. */
  readonly code: number;
  /** Texts of the lines, codes and separators taken off. */
  readonly lines: readonly string[];
  /** Where it begins, and how many bytes it has, line ends included. */
  readonly offset: number;
  readonly length: number;
}

interface SmtpReplies {
  readonly replies: readonly SmtpReply[];
  /** Bytes after the last whole reply: the start of one that is still to come. */
  readonly rest: Uint8Array;
  readonly deviations: readonly MailDeviation[];
}

/**
 * Splits what a server sent into whole replies. A line that is not a reply line ends its reply.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2
 */
export function readSmtpReplies(bytes: Uint8Array): SmtpReplies {
  const replies: SmtpReply[] = [];
  const lines = splitLines(bytes).filter(({ end }) => end !== 'none');
  const deviations = lineDeviations(lines);
  let texts: string[] = [];
  let start = 0;
  let code: number | undefined;
  for (const [index, line] of lines.entries()) {
    const match = /^([2-5]\d\d)([ -]?)(.*)$/s.exec(latin1(line.bytes));
    const [, digits = '0', separator = '', text = latin1(line.bytes)] = match ?? [];
    const found = Number(digits);
    if (!match) deviations.push({ kind: 'bad-reply-line', offset: line.offset, text: 'No reply line' });
    else if (code !== undefined && code !== found) {
      const said = `The code changes from ${code} to ${found} within one reply`;
      deviations.push({ kind: 'codes-differ', offset: line.offset, text: said });
    }
    code = found;
    texts.push(text);
    if (separator === '-') continue;
    const end = lines[index + 1]?.offset ?? line.offset + line.bytes.length + (line.end === 'crlf' ? 2 : 1);
    replies.push({ code, lines: texts, offset: start, length: end - start });
    [texts, start, code] = [[], end, undefined];
  }
  return { replies, rest: bytes.subarray(start), deviations };
}
