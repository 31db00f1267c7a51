const longestLabel = 63;
const longestName = 255;
const pointer = 0xc0;

/**
 * A name as on the wire: each label behind its length, then a zero byte.
 * @throws Error in words for the user, when it is no name
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-3.1 RFC 1035 section 3.1
 */
export function encodeName(name: string): Buffer {
  const labels = name.replace(/\.$/, '').split('.');
  const parts = labels.map((label) => {
    const bytes = Buffer.from(label);
    if (bytes.length === 0 || bytes.length > longestLabel)
      throw new Error(`"${name}" is no name: a label has 1 to ${longestLabel} bytes, "${label}" has not`);
    return Buffer.concat([Buffer.of(bytes.length), bytes]);
  });
  const encoded = Buffer.concat([...parts, Buffer.of(0)]);
  if (encoded.length > longestName) throw new Error(`"${name}" is no name: it is too long`);
  return encoded;
}

export interface ReadName {
  /** In small letters, without a final dot. */
  readonly name: string;
  /** The offset behind it, where it was read from. */
  readonly end: number;
}

/**
 * Reads the name at `start`, over its pointers. Each has to point to before the last one, so none leads in circles.
 * @throws Error for what is no name
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1.4 RFC 1035 section 4.1.4
 */
export function readName(message: Buffer, start: number): ReadName {
  const labels: string[] = [];
  let at = start;
  let lowest = start;
  let end: number | undefined;
  for (;;) {
    const length = message.readUInt8(at);
    if (length === 0) return { name: labels.join('.').toLowerCase(), end: end ?? at + 1 };
    if ((length & pointer) === pointer) {
      end ??= at + 2;
      at = message.readUInt16BE(at) & 0x3fff;
      if (at >= lowest) throw new Error('a name in the reply points forward');
      lowest = at;
    } else {
      labels.push(message.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
}
