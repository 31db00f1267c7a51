/** Whether a body begins with a status line, as when a program sends its head twice. */
export function startsLikeHead(body: Uint8Array): boolean {
  return /^\s*HTTP\/\d(\.\d)? +\d{3}/.test(latin1(body.subarray(0, 64)));
}

/** The body without a head that stands at its beginning; the body as it is when there is none. */
export function withoutSecondHead(body: Uint8Array): Uint8Array {
  if (!startsLikeHead(body)) return body;
  const blankLine = /\r?\n\r?\n/.exec(latin1(body.subarray(0, 16_384)));
  return blankLine ? withoutSecondHead(body.subarray(blankLine.index + blankLine[0].length)) : body;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
