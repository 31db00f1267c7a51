import { withoutTerminalSequences } from './terminal-text.ts';

/** A piece of a program's output, as it was read. */
export interface PrintedChunk {
  readonly bytes: Uint8Array;
  /** On the scenario's clock. */
  readonly atMs?: number;
}

export interface PrintedLine {
  /** NFKC-normalised, lower case, digits of any script as 0 to 9, without control sequences. */
  readonly text: string;
  /** When the last of it was printed, its line end aside; undefined where the chunks have no times. */
  readonly atMs?: number;
}

const LINE_END = /\r\n|\r|\n/g;

/** The lines of an output, in the order in which they were printed; at least one. */
export function printedLines(printed: string | readonly PrintedChunk[]): PrintedLine[] {
  const pieces = typeof printed === 'string' ? [{ text: printed }] : decoded(printed);
  const whole = pieces.map(({ text }) => text).join('');
  const timeAt = clockOf(pieces);
  const lines: PrintedLine[] = [];
  const add = (from: number, to: number) => {
    const atMs = timeAt(Math.max(from, to - 1));
    // A cursor that was moved makes several of one.
    for (const text of normalised(whole.slice(from, to)).split('\n'))
      lines.push({ text, ...(atMs !== undefined && { atMs }) });
  };
  let from = 0;
  for (const { index, 0: end } of whole.matchAll(LINE_END)) {
    add(from, index);
    from = index + end.length;
  }
  add(from, whole.length);
  return lines;
}

/** Joins what a program printed on either stream, in order, as text. */
export function printedText(chunks: readonly PrintedChunk[]): string {
  return decoded(chunks)
    .map(({ text }) => text)
    .join('');
}

interface Piece {
  readonly text: string;
  readonly atMs?: number;
}

/** A character whose bytes came in two chunks belongs to the second. */
function decoded(chunks: readonly PrintedChunk[]): Piece[] {
  const decoder = new TextDecoder();
  const pieces = chunks.map(({ bytes, atMs }) => ({
    text: decoder.decode(bytes, { stream: true }),
    ...(atMs !== undefined && { atMs }),
  }));
  return [...pieces, { ...pieces.at(-1), text: decoder.decode() }];
}

/** When the character at an offset was printed, for offsets that only grow. */
function clockOf(pieces: readonly Piece[]): (offset: number) => number | undefined {
  let piece = 0;
  let end = pieces[0]?.text.length ?? 0;
  return (offset) => {
    while (offset >= end && piece < pieces.length - 1) {
      piece += 1;
      end += pieces[piece]?.text.length ?? 0;
    }
    return pieces[piece]?.atMs;
  };
}

function normalised(line: string): string {
  return (
    withoutTerminalSequences(line)
      // camelCase names carry units too: rttMs
      .replace(/(?<=[a-z])(?=M(?:s|illis)\b)/g, '_')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0x0f))
      .replace(/\u066b/g, '.')
  );
}
