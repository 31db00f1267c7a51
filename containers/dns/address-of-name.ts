import { isIPv4 } from 'node:net';

/** 198.18.0.0/15, set aside for benchmarks: nobody's address, so no real host is ever meant. */
const firstAddress = (198 << 24) | (18 << 16);

/**
 * The one IPv4 address of a name: the same on every machine and in every run, in 198.18.0.0/15, never ending in 0 or
 * 255. Names that look like an address are that address; `localhost` is 127.0.0.1.
 * @see RFC 2544 appendix C.2.2 (the block), RFC 6761 section 6.3 (localhost)
 */
export function addressOfName(name: string): string {
  const key = canonicalName(name);
  if (isIPv4(key)) return key;
  if (key === 'localhost' || key.endsWith('.localhost')) return '127.0.0.1';
  const hash = fnv1a(key);
  const last = 1 + (hash % 254);
  const middle = Math.floor(hash / 254) % 512;
  return dotted(firstAddress + middle * 256 + last);
}

/** Names are compared without case and without the final dot. @see RFC 4343 */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/[.]$/, '');
}

function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');
}
