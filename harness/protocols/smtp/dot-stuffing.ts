const DOT = 0x2e;
const CR = 0x0d;
const LF = 0x0a;

/** Where the text of DATA ends. */
interface DataEnd {
  /** Bytes of the message before the terminator. */
  readonly messageLength: number;
  /** Bytes of the terminator: `CR LF . CR LF`, or what came in its place. */
  readonly terminatorLength: number;
}

/**
 * Finds a line with a single dot, whatever its line ends are: strict servers take only CR LF . CR LF, the terminator tells which
 * it was. A dot on the first line ends an empty message.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4
 */
export function findDataEnd(bytes: Uint8Array, from = 0): DataEnd | undefined {
  for (let at = bytes.indexOf(DOT, from); at >= 0; at = bytes.indexOf(DOT, at + 1)) {
    const startsLine = at === 0 || bytes[at - 1] === LF;
    const after = bytes[at + 1] === CR ? 2 : 1;
    if (!startsLine || bytes[at + after] !== LF) continue;
    const before = at === 0 ? 0 : at > 1 && bytes[at - 2] === CR ? 2 : 1;
    return { messageLength: at - before, terminatorLength: before + 1 + after };
  }
  return undefined;
}

/** Takes the first dot off every line that begins with one. @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2 */
export function removeDotStuffing(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => byte !== DOT || !(at === 0 || bytes[at - 1] === LF));
}
