import { isIPv6 } from 'node:net';
import { type ErrorTexts, ICMP_ERROR_TEXTS, ICMPV6_ERROR_TEXTS } from './error-texts.ts';
import { readIpv4 } from './ipv4.ts';
import { readIpv6 } from './ipv6.ts';

/** Where ICMP for IPv4 and ICMP for IPv6 differ; the echo messages themselves have the same form. */
export interface IcmpVersion {
  readonly family: 4 | 6;
  /** The number of the protocol in the IP header. */
  readonly protocol: number;
  readonly requestType: number;
  readonly replyType: number;
  readonly errors: ErrorTexts;
  /**
   * Whether the checksum is ours to write and to check. That of ICMPv6 also covers addresses of the IPv6 header, which
   * we do not see: there the kernel does both, and lets no damaged message through.
   * @see https://www.rfc-editor.org/rfc/rfc3542#section-3.1
   */
  readonly hasOwnChecksum: boolean;
  /** What a packet that begins with its IP header carries, when that is ICMP of this version. */
  readonly messageIn: (packet: Buffer) => Buffer | undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc792 */
export const ICMP: IcmpVersion = {
  family: 4,
  protocol: 1,
  requestType: 8,
  replyType: 0,
  errors: ICMP_ERROR_TEXTS,
  hasOwnChecksum: true,
  messageIn(packet) {
    const read = readIpv4(packet);
    return read?.protocol === this.protocol ? read.payload : undefined;
  },
};

/** @see https://www.rfc-editor.org/rfc/rfc4443 */
export const ICMPV6: IcmpVersion = {
  family: 6,
  protocol: 58,
  requestType: 128,
  replyType: 129,
  errors: ICMPV6_ERROR_TEXTS,
  hasOwnChecksum: false,
  messageIn(packet) {
    const read = readIpv6(packet);
    return read?.nextHeader === this.protocol ? read.payload : undefined;
  },
};

/** The version with which the host of this address is pinged. */
export function icmpVersionFor(address: string): IcmpVersion {
  return isIPv6(address) ? ICMPV6 : ICMP;
}
