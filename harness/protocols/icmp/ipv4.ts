import { internetChecksum } from './checksum.ts';

/** @see https://www.rfc-editor.org/rfc/rfc791#section-3.1 */
export interface Ipv4Packet {
  readonly headerLength: number;
  readonly ttl: number;
  /** 1 ICMP, 6 TCP, 17 UDP. */
  readonly protocol: number;
  readonly source: string;
  readonly destination: string;
  /** Empty, or up to 40 bytes. */
  readonly options: Uint8Array;
  readonly payload: Uint8Array;
}

/**
 * Reads an IPv4 packet, or the start of one that an ICMP error quotes: the total length is not held against what is
 * there. Undefined when it is no IPv4 header.
 */
export function parseIpv4(bytes: Uint8Array): Ipv4Packet | undefined {
  const first = bytes[0] ?? 0;
  const headerLength = (first & 0xf) * 4;
  if (first >> 4 !== 4 || headerLength < 20 || bytes.length < headerLength) return undefined;
  return {
    headerLength,
    ttl: bytes[8] ?? 0,
    protocol: bytes[9] ?? 0,
    source: bytes.subarray(12, 16).join('.'),
    destination: bytes.subarray(16, 20).join('.'),
    options: bytes.subarray(20, headerLength),
    payload: bytes.subarray(headerLength),
  };
}

export interface Ipv4Fields {
  readonly source: string;
  readonly destination: string;
  /** The default is 1, ICMP. */
  readonly protocol?: number;
  /** The default is 64. */
  readonly ttl?: number;
  /** Padded with zeros (end of options) to a multiple of 4. */
  readonly options?: Uint8Array;
  readonly payload: Uint8Array;
}

/**
 * A whole IPv4 packet with its header checksum, as a raw socket with IP_HDRINCL takes it.
 * @throws RangeError when there are more than 40 bytes of options
 */
export function buildIpv4(fields: Ipv4Fields): Uint8Array {
  const options = fields.options ?? new Uint8Array();
  if (options.length > 40)
    throw new RangeError(`IPv4 has room for 40 bytes of options, not ${options.length}`);
  const headerLength = 20 + Math.ceil(options.length / 4) * 4;
  const packet = new Uint8Array(headerLength + fields.payload.length);
  const view = new DataView(packet.buffer);
  view.setUint8(0, 0x40 | (headerLength / 4));
  view.setUint16(2, packet.length);
  view.setUint8(8, fields.ttl ?? 64);
  view.setUint8(9, fields.protocol ?? 1);
  packet.set(fields.source.split('.').map(Number), 12);
  packet.set(fields.destination.split('.').map(Number), 16);
  packet.set(options, 20);
  view.setUint16(10, internetChecksum(packet.subarray(0, headerLength)));
  packet.set(fields.payload, headerLength);
  return packet;
}
