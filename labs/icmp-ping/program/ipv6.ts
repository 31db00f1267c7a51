/** An IPv6 packet, as an error message quotes it. */
export interface Ipv6Packet {
  /** What follows the header: 58 is ICMPv6. */
  readonly nextHeader: number;
  readonly payload: Buffer;
}

/**
 * Splits a packet into header, always 40 bytes, and payload. Undefined when the bytes are no IPv6 packet. Extension
 * headers are left in the payload: our requests have none.
 * @see https://www.rfc-editor.org/rfc/rfc8200#section-3
 */
export function readIpv6(packet: Buffer): Ipv6Packet | undefined {
  const version = (packet[0] ?? 0) >> 4;
  if (version !== 6 || packet.length < 40) return undefined;
  return { nextHeader: packet.readUInt8(6), payload: packet.subarray(40) };
}
