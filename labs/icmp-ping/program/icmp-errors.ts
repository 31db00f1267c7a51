import { type Echo, echoRequestType, readEcho } from './echo.ts';
import { readIpv4 } from './ipv4.ts';

/** An error message about a request of ours. */
export interface IcmpError {
  readonly type: number;
  readonly code: number;
  /** The request that it quotes. */
  readonly about: Echo;
}

const names: Readonly<Record<number, string>> = {
  3: 'Destination Unreachable',
  11: 'Time Exceeded',
  12: 'Parameter Problem',
};

const reasons: Readonly<Record<number, readonly string[]>> = {
  3: [
    'network unreachable',
    'host unreachable',
    'protocol unreachable',
    'port unreachable',
    'fragmentation needed but forbidden',
    'source route failed',
    'destination network unknown',
    'destination host unknown',
    'source host isolated',
    'network administratively prohibited',
    'host administratively prohibited',
    'network unreachable for this type of service',
    'host unreachable for this type of service',
    'communication administratively prohibited',
    'host precedence violation',
    'precedence cutoff in effect',
  ],
  11: ['time to live exceeded in transit', 'fragment reassembly time exceeded'],
  12: ['the pointer shows the bad byte of the header', 'a required option is missing', 'bad length'],
};

/**
 * Reads an error message that quotes an echo request: after eight bytes stands the IPv4 header of the datagram it is
 * about, as long as that says, and the first eight bytes of what was in it. Undefined for anything else.
 * @see https://www.rfc-editor.org/rfc/rfc792
 */
export function readIcmpError(message: Buffer): IcmpError | undefined {
  const type = message[0] ?? 0;
  if (!(type in names) || message.length < 8) return undefined;
  const quoted = readIpv4(message.subarray(8));
  if (quoted?.protocol !== 1 || quoted.payload[0] !== echoRequestType) return undefined;
  const about = readEcho(quoted.payload);
  return about && { type, code: message.readUInt8(1), about };
}

/** `Destination Unreachable (type 3): host unreachable (code 1)` */
export function explainIcmpError({ type, code }: { readonly type: number; readonly code: number }): string {
  const reason = reasons[type]?.[code] ?? 'unknown reason';
  return `${names[type] ?? 'Error'} (type ${type}): ${reason} (code ${code})`;
}
