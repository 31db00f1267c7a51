import { escapeByte } from './escape.ts';

const BYTES_BEFORE = 32;
const BYTES_AFTER = 24;

/**
 * Two lines: the bytes around `offset`, escaped, and a caret below the byte at `offset`. An offset behind the last byte
 * points just after it, which is where something is missing.
 */
export function caretAt(bytes: Uint8Array, offset: number): string {
  const at = Math.max(0, Math.min(offset, bytes.length));
  const start = Math.max(0, at - BYTES_BEFORE);
  const end = Math.min(bytes.length, at + BYTES_AFTER);
  const before = (start > 0 ? '...' : '') + escapeAll(bytes.subarray(start, at));
  const after = escapeAll(bytes.subarray(at, end)) + (end < bytes.length ? '...' : '');
  return `${before}${after}\n${' '.repeat(before.length)}^`;
}

function escapeAll(bytes: Uint8Array): string {
  return Array.from(bytes, escapeByte).join('');
}
