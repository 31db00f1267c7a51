import type { Side } from './transcript.ts';

/** One IPv4 packet as the capture saw it on the wire, stamped by the kernel. */
export interface Packet {
  /** Number in the scenario's pcap, from 1, as Wireshark shows it. */
  readonly number: number;
  /** Milliseconds since the scenario began (kernel time stamp), with fractions. */
  readonly atMs: number;
  readonly from: Side;
  readonly source: string;
  readonly destination: string;
  readonly ttl: number;
  /** IP protocol number: 1 ICMP, 6 TCP, 17 UDP. */
  readonly protocol: number;
  /** The transport part, whole: TCP segment, UDP datagram or ICMP message with its header. */
  readonly payload: Uint8Array;
  readonly tcp?: TcpHeader;
  readonly udp?: UdpHeader;
}

export interface TcpHeader {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly isSyn: boolean;
  readonly isAck: boolean;
  readonly isFin: boolean;
  readonly isRst: boolean;
  /** Bytes of data in the segment. */
  readonly dataLength: number;
}

export interface UdpHeader {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly data: Uint8Array;
}
