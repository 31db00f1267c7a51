import type { MailDeviation } from './deviation.ts';

const CR = 0x0d;
const LF = 0x0a;

/** The limit without CRLF. @see https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 */
const MAX_LINE_LENGTH = 998;

/** One line, without its end. */
export interface MailLine {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** `none`: the bytes ended first. */
  readonly end: 'crlf' | 'lf' | 'none';
}

/** Splits at CRLF and at bare LF. A CR elsewhere stays in its line. Bytes after the last line end are a line of their own. */
export function splitLines(bytes: Uint8Array): MailLine[] {
  const lines: MailLine[] = [];
  let start = 0;
  while (start < bytes.length) {
    const at = bytes.indexOf(LF, start);
    if (at < 0) {
      lines.push({ offset: start, bytes: bytes.subarray(start), end: 'none' });
      break;
    }
    const isCrlf = at > start && bytes[at - 1] === CR;
    lines.push({
      offset: start,
      bytes: bytes.subarray(start, isCrlf ? at - 1 : at),
      end: isCrlf ? 'crlf' : 'lf',
    });
    start = at + 1;
  }
  return lines;
}

/** What is wrong with how lines end and how long they are. `no-line-end` is not told: callers know what may come last. */
export function lineDeviations(lines: readonly MailLine[]): MailDeviation[] {
  const deviations: MailDeviation[] = [];
  for (const { offset, bytes, end } of lines) {
    if (end === 'lf') {
      const text = 'The line ends with LF instead of CRLF';
      deviations.push({ kind: 'lf-only', offset: offset + bytes.length, text });
    }
    const cr = bytes.indexOf(CR);
    if (cr >= 0) {
      deviations.push({
        kind: 'bare-cr',
        offset: offset + cr,
        text: 'A CR without an LF stands in the line',
      });
    }
    if (bytes.length > MAX_LINE_LENGTH) {
      const text = `The line has ${bytes.length} characters; ${MAX_LINE_LENGTH} is the limit`;
      deviations.push({ kind: 'line-too-long', offset: offset + MAX_LINE_LENGTH, text });
    }
  }
  return deviations;
}

/** Bytes as text, a character each: what is not ASCII keeps its place. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
