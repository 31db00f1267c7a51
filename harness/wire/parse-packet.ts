import type { Packet, TcpHeader, UdpHeader } from './packet.ts';
import type { Side } from './transcript.ts';

/** An Ethernet frame as captured. */
export interface Frame {
  readonly bytes: Buffer;
  /** Milliseconds since the epoch, kernel time stamp. */
  readonly epochMs: number;
  readonly from: Side;
}

const ethernetHeaderBytes = 14;
const etherTypeIpv4 = 0x0800;

/** Reads an Ethernet frame with an IPv4 packet; undefined for anything else (ARP, IPv6) or a cut-off header. */
export function parsePacket(frame: Frame, number: number, startedAtMs: number): Packet | undefined {
  const { bytes } = frame;
  if (bytes.length < ethernetHeaderBytes + 20 || bytes.readUInt16BE(12) !== etherTypeIpv4) return undefined;
  const ip = bytes.subarray(ethernetHeaderBytes);
  const headerLength = (ip.readUInt8(0) & 0x0f) * 4;
  const payload = ip.subarray(headerLength, Math.max(headerLength, ip.readUInt16BE(2)));
  const protocol = ip.readUInt8(9);
  const tcp = protocol === 6 ? parseTcp(payload) : undefined;
  const udp = protocol === 17 ? parseUdp(payload) : undefined;
  return {
    number,
    atMs: frame.epochMs - startedAtMs,
    from: frame.from,
    source: [...ip.subarray(12, 16)].join('.'),
    destination: [...ip.subarray(16, 20)].join('.'),
    ttl: ip.readUInt8(8),
    protocol,
    // TCP data stands in the transcript; keeping it here again would hold large bodies twice.
    payload: Uint8Array.from(tcp ? payload.subarray(0, 60) : payload),
    ...(tcp && { tcp }),
    ...(udp && { udp }),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc9293#section-3.1 */
function parseTcp(segment: Buffer): TcpHeader | undefined {
  if (segment.length < 20) return undefined;
  const flags = segment.readUInt8(13);
  return {
    sourcePort: segment.readUInt16BE(0),
    destinationPort: segment.readUInt16BE(2),
    isFin: (flags & 0x01) !== 0,
    isSyn: (flags & 0x02) !== 0,
    isRst: (flags & 0x04) !== 0,
    isAck: (flags & 0x10) !== 0,
    dataLength: Math.max(0, segment.length - (segment.readUInt8(12) >> 4) * 4),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc768 */
function parseUdp(datagram: Buffer): UdpHeader | undefined {
  if (datagram.length < 8) return undefined;
  return {
    sourcePort: datagram.readUInt16BE(0),
    destinationPort: datagram.readUInt16BE(2),
    data: Uint8Array.from(datagram.subarray(8)),
  };
}
