import { type Echo, readEcho } from './echo.ts';
import type { IcmpVersion } from './icmp-version.ts';

/** An error message about a request of ours. */
export interface IcmpError {
  readonly type: number;
  readonly code: number;
  /** The request that it quotes. */
  readonly about: Echo;
}

/**
 * Reads an error message that quotes an echo request: after eight bytes stands the IP header of the packet it is about,
 * and the first bytes of what was in it: eight at least, enough for identifier and sequence number. Undefined for
 * anything else.
 * @see https://www.rfc-editor.org/rfc/rfc792
 * @see https://www.rfc-editor.org/rfc/rfc4443#section-3
 */
export function readIcmpError(message: Buffer, version: IcmpVersion): IcmpError | undefined {
  const type = message[0] ?? 0;
  if (!(type in version.errors) || message.length < 8) return undefined;
  const quoted = version.messageIn(message.subarray(8));
  if (quoted?.[0] !== version.requestType) return undefined;
  const about = readEcho(quoted);
  return about && { type, code: message.readUInt8(1), about };
}

/** `Destination Unreachable (type 3): host unreachable (code 1)` */
export function explainIcmpError(
  { type, code }: { readonly type: number; readonly code: number },
  { errors }: IcmpVersion,
): string {
  const reason = errors[type]?.reasons[code] ?? 'unknown reason';
  return `${errors[type]?.name ?? 'Error'} (type ${type}): ${reason} (code ${code})`;
}
