import type { StoredBytes } from './transcript-file.ts';

/** Keeps at most `keptLength` bytes. */
export function storeBytes(bytes: Uint8Array, keptLength: number): StoredBytes {
  const kept = Buffer.from(bytes.subarray(0, Math.max(0, keptLength)));
  const stored = isMostlyText(kept)
    ? { latin1: kept.toString('latin1') }
    : { base64: kept.toString('base64') };
  return { length: bytes.length, ...(kept.length > 0 && stored) };
}

/** The kept bytes: the first of `stored.length`. */
export function readBytes(stored: StoredBytes): Uint8Array {
  if (stored.latin1 !== undefined) return Buffer.from(stored.latin1, 'latin1');
  return Buffer.from(stored.base64 ?? '', 'base64');
}

/** Fewer than one byte in ten is neither printable ASCII nor white space. */
function isMostlyText(bytes: Uint8Array): boolean {
  const strange = bytes.reduce((count, byte) => count + (isPlain(byte) ? 0 : 1), 0);
  return strange * 10 <= bytes.length;
}

function isPlain(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
