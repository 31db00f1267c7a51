import { checksum } from './checksum.ts';

export const echoReplyType = 0;
export const echoRequestType = 8;

/** An ICMP message that carries an identifier and a sequence number: echo request or echo reply. */
export interface Echo {
  readonly identifier: number;
  readonly sequence: number;
}

/**
 * An echo request: type 8, code 0, checksum, identifier, sequence number, and a payload that begins with the time.
 * @param sentAtMs milliseconds since the epoch, put in the first eight bytes of the payload
 * @see https://www.rfc-editor.org/rfc/rfc792 (page 14)
 */
export function buildEchoRequest(
  { identifier, sequence }: Echo,
  sentAtMs: number,
  payloadLength = 56,
): Buffer {
  const message = Buffer.alloc(8 + payloadLength);
  message.writeUInt8(echoRequestType, 0);
  message.writeUInt16BE(identifier, 4);
  message.writeUInt16BE(sequence, 6);
  message.writeDoubleBE(sentAtMs, 8);
  // The checksum is computed with its own field as zero.
  message.writeUInt16BE(checksum(message), 2);
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
