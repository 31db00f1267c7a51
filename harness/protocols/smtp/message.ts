import type { MailDeviation } from './deviation.ts';
import { latin1, lineDeviations, type MailLine, splitLines } from './lines.ts';

/** One header field. */
interface MailField {
  /** As sent; compare without case. */
  readonly name: string;
  /** Folded lines joined, white space around it taken off; Latin-1, so that a byte is a character. */
  readonly value: string;
  readonly offset: number;
}

/** A message (or a MIME entity), dot-stuffing taken out. */
export interface MailMessage {
  /** In order. */
  readonly fields: readonly MailField[];
  /** The empty line that ends the header is there. */
  readonly hasBlankLine: boolean;
  readonly bodyOffset: number;
  /** All after the empty line; without one, all after the last line that looks like a field. */
  readonly body: Uint8Array;
  readonly deviations: readonly MailDeviation[];
}

const FIELD = /^([\x21-\x39\x3b-\x7e]+)([ \t]*):(.*)$/s;

/**
 * Reads header and body. Never throws: text without a header is all body, one blank line before the header is skipped and told.
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-2.1
 */
export function parseMailMessage(bytes: Uint8Array): MailMessage {
  const lines = splitLines(bytes);
  const deviations = lineDeviations(lines);
  const first = skipLeadingBlank(lines, deviations);
  const fields: MailField[] = [];
  for (let index = first; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const text = latin1(line.bytes);
    if (text === '') return withBody(true, nextOffset(lines, index, bytes));
    const last = fields.at(-1);
    const match = FIELD.exec(text);
    if (/^[ \t]/.test(text) && last) {
      const more = text.trim();
      // Trimming the whole for each line would copy it each time.
      const value = last.value === '' || more === '' ? last.value + more : `${last.value} ${more}`;
      fields[fields.length - 1] = { ...last, value };
    } else if (match) {
      const [, name = '', space, value = ''] = match;
      if (space) deviations.push(malformed(line.offset + name.length, 'A space stands before the colon'));
      fields.push({ name, value: value.trim(), offset: line.offset });
    } else {
      deviations.push(
        fields.length === 0
          ? { kind: 'no-header', offset: line.offset, text: 'The message has no header' }
          : { kind: 'no-blank-line', offset: line.offset, text: 'No empty line ends the header' },
      );
      return withBody(false, line.offset);
    }
  }
  if (lines.length > first) {
    deviations.push({ kind: 'no-blank-line', offset: bytes.length, text: 'No empty line ends the header' });
  }
  return withBody(false, bytes.length);

  function withBody(hasBlankLine: boolean, bodyOffset: number): MailMessage {
    return { fields, hasBlankLine, bodyOffset, body: bytes.subarray(bodyOffset), deviations };
  }
}

/** All values of a field, in order. */
export function mailFieldValues(message: Pick<MailMessage, 'fields'>, name: string): string[] {
  return message.fields
    .filter((field) => field.name.toLowerCase() === name.toLowerCase())
    .map((field) => field.value);
}

/** Skips one empty line that is followed by what looks like a header: the whole header then counts as body to a strict reader. */
function skipLeadingBlank(lines: readonly MailLine[], deviations: MailDeviation[]): number {
  const [first, second] = lines;
  const isBlank = first !== undefined && first.bytes.length === 0;
  if (!isBlank || !second || !/^(From|To|Subject|Date)[ \t]*:/i.test(latin1(second.bytes))) return 0;
  const text = 'An empty line stands before the header, so that the header counts as text';
  deviations.push({ kind: 'leading-blank-line', offset: 0, text });
  return 1;
}

function malformed(offset: number, text: string): MailDeviation {
  return { kind: 'malformed-field', offset, text };
}

function nextOffset(lines: readonly MailLine[], index: number, bytes: Uint8Array): number {
  return lines[index + 1]?.offset ?? bytes.length;
}
