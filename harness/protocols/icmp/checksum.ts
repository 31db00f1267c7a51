/**
 * The Internet checksum: the one's complement of the one's complement sum of 16-bit words in network order; an odd
 * last byte is padded with zero. Over bytes that hold their own right checksum it is 0.
 * @see https://www.rfc-editor.org/rfc/rfc1071#section-1
 */
export function internetChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
    sum = (sum & 0xffff) + (sum >>> 16);
  }
  return ~sum & 0xffff;
}
