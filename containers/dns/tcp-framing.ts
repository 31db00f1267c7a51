/** Whole messages at the start of a DNS stream, and the bytes that are left. @see RFC 1035 section 4.2.2 */
export function takeMessages(stream: Buffer): {
  readonly messages: readonly Buffer[];
  readonly rest: Buffer;
} {
  const messages: Buffer[] = [];
  let start = 0;
  while (stream.length - start >= 2) {
    const end = start + 2 + stream.readUInt16BE(start);
    if (end > stream.length) break;
    messages.push(stream.subarray(start + 2, end));
    start = end;
  }
  return { messages, rest: stream.subarray(start) };
}
