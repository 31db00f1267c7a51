import { internetChecksum } from './checksum.ts';
import { type Ipv4Packet, parseIpv4 } from './ipv4.ts';
import { IcmpType, isIcmpErrorType } from './types.ts';

/** An ICMP message as it came. Fields that its type does not have, or that are cut off, are undefined. */
export interface ParsedIcmp {
  readonly type: number;
  readonly code: number;
  readonly checksum: number;
  readonly isChecksumRight: boolean;
  /** Of echo, timestamp and the like, in network order. */
  readonly identifier?: number;
  readonly sequence?: number;
  /** What follows the eight bytes of header. */
  readonly payload: Uint8Array;
  /** Of an error: the start of the datagram it is about. */
  readonly quoted?: QuotedDatagram;
  readonly deviations: readonly IcmpDeviation[];
}

/** The datagram an error quotes; `message` when that was an ICMP message of which eight bytes are there. */
export interface QuotedDatagram {
  readonly ip: Ipv4Packet;
  readonly message?: ParsedIcmp;
}

/**
 * - `truncated`: shorter than the eight bytes of header
 * - `wrong-checksum`: not the Internet checksum of the message
 * - `byte-swapped-checksum`: it would be right with its two bytes exchanged
 * - `nonzero-code`: an echo message with a code other than 0
 * - `quotes-no-datagram`: an error without a readable IPv4 header and eight bytes of its data
 */
export type IcmpDeviation =
  | 'truncated'
  | 'wrong-checksum'
  | 'byte-swapped-checksum'
  | 'nonzero-code'
  | 'quotes-no-datagram';

/**
 * Reads any bytes as an ICMP message, from its type byte on. Never throws.
 * @see https://www.rfc-editor.org/rfc/rfc792
 */
export function parseIcmp(bytes: Uint8Array): ParsedIcmp {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = bytes[0] ?? 0;
  const code = bytes[1] ?? 0;
  const quoted = isIcmpErrorType(type) ? parseQuoted(bytes.subarray(8)) : undefined;
  const checksum = bytes.length >= 4 ? view.getUint16(2) : 0;
  return {
    type,
    code,
    checksum,
    isChecksumRight: bytes.length >= 4 && internetChecksum(bytes) === 0,
    ...(hasIdentifier(type) &&
      bytes.length >= 8 && { identifier: view.getUint16(4), sequence: view.getUint16(6) }),
    payload: bytes.subarray(8),
    ...(quoted && { quoted }),
    deviations: deviationsOf(bytes, quoted),
  };
}

/** The checksum that a message ought to hold. */
export function rightChecksum(message: Uint8Array): number {
  const blank = Uint8Array.from(message);
  blank.fill(0, 2, 4);
  return internetChecksum(blank);
}

function hasIdentifier(type: number): boolean {
  return type === IcmpType.echoReply || type === IcmpType.echoRequest || (type >= 13 && type <= 18);
}

function parseQuoted(bytes: Uint8Array): QuotedDatagram | undefined {
  const ip = parseIpv4(bytes);
  if (!ip) return undefined;
  const isMessage = ip.protocol === 1 && ip.payload.length >= 8 && !isIcmpErrorType(ip.payload[0] ?? 0);
  return { ip, ...(isMessage && { message: parseIcmp(ip.payload) }) };
}

function deviationsOf(bytes: Uint8Array, quoted: QuotedDatagram | undefined): IcmpDeviation[] {
  if (bytes.length < 8) return ['truncated'];
  const deviations: IcmpDeviation[] = [];
  const [type = 0, code = 0, high = 0, low = 0] = bytes;
  if (internetChecksum(bytes) !== 0) {
    const isSwapped = rightChecksum(bytes) === ((low << 8) | high);
    deviations.push(isSwapped ? 'byte-swapped-checksum' : 'wrong-checksum');
  }
  if ((type === IcmpType.echoRequest || type === IcmpType.echoReply) && code !== 0)
    deviations.push('nonzero-code');
  if (isIcmpErrorType(type) && (quoted?.ip.payload.length ?? 0) < 8) deviations.push('quotes-no-datagram');
  return deviations;
}
