/** What a raw socket gives us before the ICMP message: the IPv4 header. */
export interface Ipv4Packet {
  readonly source: string;
  readonly ttl: number;
  readonly protocol: number;
  readonly payload: Buffer;
}

/**
 * Splits a packet into header and payload. The header says itself how long it is, in words of four bytes: with options
 * it is longer than 20. Undefined when the bytes are no IPv4 packet.
 * @see https://www.rfc-editor.org/rfc/rfc791#section-3.1
 */
export function readIpv4(packet: Buffer): Ipv4Packet | undefined {
  const version = (packet[0] ?? 0) >> 4;
  const headerLength = ((packet[0] ?? 0) & 0x0f) * 4;
  if (version !== 4 || headerLength < 20 || packet.length < headerLength) return undefined;
  return {
    source: packet.subarray(12, 16).join('.'),
    ttl: packet.readUInt8(8),
    protocol: packet.readUInt8(9),
    payload: packet.subarray(headerLength),
  };
}
