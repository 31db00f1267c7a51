/**
 * The Internet checksum: add the 16-bit words in network order, fold the carries back in, and invert.
 * Over a message that holds its right checksum the result is 0.
 * @see https://www.rfc-editor.org/rfc/rfc1071#section-1
 */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
