import { internetChecksum } from './checksum.ts';
import { parseIpv4 } from './ipv4.ts';
import { IcmpType } from './types.ts';

export interface EchoFields {
  readonly identifier: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
  /** The default is 0. */
  readonly code?: number;
}

export function buildEchoRequest(fields: EchoFields): Uint8Array {
  return buildEcho(IcmpType.echoRequest, fields);
}

export function buildEchoReply(fields: EchoFields): Uint8Array {
  return buildEcho(IcmpType.echoReply, fields);
}

export interface ErrorFields {
  readonly type: number;
  readonly code: number;
  /** The IPv4 packet that the error is about, whole; its header and eight bytes are quoted. */
  readonly about: Uint8Array;
  /** Of a Parameter Problem: the byte in the quoted header that is wrong. */
  readonly pointer?: number;
}

/**
 * An ICMP error: its header, then the header of the datagram it is about and the first eight bytes of its data.
 * @see https://www.rfc-editor.org/rfc/rfc792
 */
export function buildIcmpError({ type, code, about, pointer = 0 }: ErrorFields): Uint8Array {
  const quotedLength = (parseIpv4(about)?.headerLength ?? 20) + 8;
  const quoted = about.subarray(0, quotedLength);
  return sealed(Uint8Array.of(type, code, 0, 0, pointer, 0, 0, 0, ...quoted));
}

function buildEcho(type: number, { identifier, sequence, payload, code = 0 }: EchoFields): Uint8Array {
  const message = new Uint8Array(8 + payload.length);
  const view = new DataView(message.buffer);
  view.setUint8(0, type);
  view.setUint8(1, code);
  view.setUint16(4, identifier & 0xffff);
  view.setUint16(6, sequence & 0xffff);
  message.set(payload, 8);
  return sealed(message);
}

function sealed(message: Uint8Array): Uint8Array {
  const checksum = internetChecksum(message);
  message[2] = checksum >> 8;
  message[3] = checksum & 0xff;
  return message;
}
