/** How a program numbers its pings, and what else its messages say. */
export interface Numbering {
  /** Number of the first ping; undefined when the messages are not numbered one after the other. */
  readonly first?: number;
  /** What is left of each message without its number. */
  readonly rest: readonly string[];
}

/**
 * Looks for a number that grows by one from message to message: written out, with leading zeroes or without, or as an
 * integer of one, two or four bytes in either order.
 */
export function numberingOf(messages: readonly Uint8Array[]): Numbering {
  const texts = messages.map((bytes) => Buffer.from(bytes).toString('latin1'));
  return writtenNumbering(texts) ?? binaryNumbering(messages) ?? { rest: texts };
}

/**
 * A number stands near the beginning, or behind what fills the message up. Of a datagram full of digits every one would
 * be a candidate.
 */
const SEARCHED_BYTES = 1024;
/** Times of day and decimals hold numbers that are no sequence numbers. */
const CLOCK_OR_DECIMAL = /\d+(?::\d\d)+(?:\.\d+)?|\d+\.\d+|\d{4}-\d\d-\d\d/g;

function writtenNumbering(texts: readonly string[]): Numbering | undefined {
  const numbers = texts.map((text) =>
    wholeNumbers(withoutMiddle(text).replace(CLOCK_OR_DECIMAL, (found) => ' '.repeat(found.length))),
  );
  const candidates = [...new Set((numbers[0] ?? []).map(({ value }) => value))];
  const ranked = [1, 0, ...candidates].filter((value) => candidates.includes(value));
  for (const first of ranked) {
    const found = numbers.map((each, index) => each.find(({ value }) => value === first + index));
    if (texts.length < 2 || found.some((each) => !each)) continue;
    const rest = texts.map((text, index) => {
      const { start = 0, end = 0 } = found[index] ?? {};
      return text.slice(0, start) + text.slice(end);
    });
    return { first, rest };
  }
  return undefined;
}

/** The beginning and the end of a text, each where it was, and blanks between them. */
function withoutMiddle(text: string): string {
  const left = text.length - 2 * SEARCHED_BYTES;
  return left <= 0 ? text : text.slice(0, SEARCHED_BYTES) + ' '.repeat(left) + text.slice(-SEARCHED_BYTES);
}

function wholeNumbers(text: string): { value: number; start: number; end: number }[] {
  return [...text.matchAll(/\d{1,9}/g)].map((found) => ({
    value: Number(found[0]),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

const INTEGERS: readonly { size: number; read: (bytes: Buffer, at: number) => number }[] = [
  { size: 4, read: (bytes, at) => bytes.readUInt32BE(at) },
  { size: 4, read: (bytes, at) => bytes.readUInt32LE(at) },
  { size: 2, read: (bytes, at) => bytes.readUInt16BE(at) },
  { size: 2, read: (bytes, at) => bytes.readUInt16LE(at) },
  { size: 1, read: (bytes, at) => bytes.readUInt8(at) },
];

function binaryNumbering(messages: readonly Uint8Array[]): Numbering | undefined {
  const buffers = messages.map((bytes) => Buffer.from(bytes));
  const length = Math.min(64, ...buffers.map((buffer) => buffer.length));
  if (buffers.length < 2) return undefined;
  for (const { size, read } of INTEGERS)
    for (let at = 0; at + size <= length; at++) {
      const values = buffers.map((buffer) => read(buffer, at));
      const [first = -1] = values;
      if (first > 1 || values.some((value, index) => value !== first + index)) continue;
      const rest = buffers.map((buffer) =>
        Buffer.concat([buffer.subarray(0, at), buffer.subarray(at + size)]).toString('latin1'),
      );
      return { first, rest };
    }
  return undefined;
}
