const CR = 0x0d;
const LF = 0x0a;

/** The bytes from the first line on that is not empty. */
export function withoutEmptyLines(bytes: Buffer): Buffer {
  let start = 0;
  for (let length = lineEndAt(bytes, 0); length > 0; length = lineEndAt(bytes, start)) start += length;
  return start === 0 ? bytes : bytes.subarray(start);
}

/** Where the text of a head ends, and where the empty line after it does; undefined while that has not come. */
export function endOfHead(bytes: Buffer): { text: number; whole: number } | undefined {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    const emptyLine = lineEndAt(bytes, at + 1);
    if (emptyLine > 0) return { text: bytes[at - 1] === CR ? at - 1 : at, whole: at + 1 + emptyLine };
  }
  return undefined;
}

/** The length of the line end at that place, CRLF or LF alone; 0 when there is none. */
function lineEndAt(bytes: Buffer, at: number): number {
  if (bytes[at] === LF) return 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? 2 : 0;
}
