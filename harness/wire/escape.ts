const NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

/** One byte as it is shown: itself when printable ASCII, else `\r`, `\n`, `\t`, `\\` or `\xNN`. */
export function escapeByte(byte: number): string {
  const named = NAMED[byte];
  if (named !== undefined) return named;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

/**
 * Bytes on one printable line; what is beyond `max` bytes is only counted: `HTTP/1.1 200 OK\r\n... (12 more bytes)`.
 */
export function escapeBytes(bytes: Uint8Array, max = 80): string {
  const shown = Array.from(bytes.subarray(0, max), escapeByte).join('');
  const hidden = bytes.length - Math.min(bytes.length, max);
  return hidden > 0 ? `${shown}... (${hidden} more bytes)` : shown;
}
