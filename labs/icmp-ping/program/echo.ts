import { checksum } from './checksum.ts';
import type { IcmpVersion } from './icmp-version.ts';

/** An ICMP message that carries an identifier and a sequence number: echo request or echo reply. */
export interface Echo {
  readonly identifier: number;
  readonly sequence: number;
}

/**
 * An echo request: type, code 0, checksum, identifier, sequence number, and a payload that begins with the time.
 * @param sentAtMs milliseconds since the epoch, put in the first eight bytes of the payload
 * @see https://www.rfc-editor.org/rfc/rfc792 (page 14)
 * @see https://www.rfc-editor.org/rfc/rfc4443#section-4.1
 */
export function buildEchoRequest(
  { identifier, sequence }: Echo,
  { requestType, hasOwnChecksum }: IcmpVersion,
  sentAtMs: number,
  payloadLength = 56,
): Buffer {
  const message = Buffer.alloc(8 + payloadLength);
  message.writeUInt8(requestType, 0);
  message.writeUInt16BE(identifier, 4);
  message.writeUInt16BE(sequence, 6);
  message.writeDoubleBE(sentAtMs, 8);
  // The checksum is computed with its own field as zero.
  if (hasOwnChecksum) message.writeUInt16BE(checksum(message), 2);
  return message;
}

/** The identifier and sequence number of an echo message; undefined when it is cut off. */
export function readEcho(message: Buffer): Echo | undefined {
  if (message.length < 8) return undefined;
  return { identifier: message.readUInt16BE(4), sequence: message.readUInt16BE(6) };
}

export function isIntact(message: Buffer): boolean {
  return checksum(message) === 0;
}
