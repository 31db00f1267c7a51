import { parseArgs } from 'node:util';
import { type SocketKind, socketKinds } from './open-icmp.ts';
import type { PingOptions } from './pinger.ts';
import { SetupError } from './setup-error.ts';

export const help = `Usage: node main.ts [options] [HOST...]

Sends ICMP echo requests to each host, to several at the same time, and shows the round-trip times. HOST is a name, an
IPv4 address or an IPv6 address; the default is 127.0.0.1.

  --count N       requests to each host (default 4; 0 goes on until Ctrl-C)
  --interval S    seconds from one request to the next (default 1)
  --timeout S     seconds to wait for each reply (default 1)
  --ipv4          pings names at their IPv4 address
  --ipv6          pings names at their IPv6 address
  --socket KIND   raw, datagram, or any: a raw one, else a datagram one (default any)
  --json          prints the figures as JSON at the end, and nothing else
  --help          shows this

A raw socket takes root or the capability CAP_NET_RAW. A datagram ICMP socket takes neither where the system allows it
(Linux: net.ipv4.ping_group_range), but Python 3: Node.js cannot open one, so a short Python program holds it. The kernel
keeps damaged replies from a datagram socket. The TTL of IPv6 replies is seen on a datagram socket alone.

Ctrl-C and SIGTERM end it with the statistics so far, and the exit status that these give it.

Exit status:
  0  every host answered at least once
  1  a host did not
  2  a host is unknown, no ICMP socket could be opened, or the command line is wrong
`;

export interface CommandLine extends PingOptions {
  readonly targets: readonly string[];
  /** Which addresses of a name to use; 0 for whichever the system prefers. */
  readonly family: 0 | 4 | 6;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const dayS = 86_400;

/** @throws SetupError when the command line makes no sense */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const count = numberOf('--count', values.count, Number.MAX_SAFE_INTEGER);
  if (!Number.isInteger(count)) throw new SetupError(`--count must be a whole number, not ${values.count}`);
  if (values.ipv4 && values.ipv6)
    throw new SetupError('--ipv4 and --ipv6 exclude each other: give one of them');
  return {
    targets: positionals.length > 0 ? positionals : ['127.0.0.1'],
    count: count === 0 ? Number.POSITIVE_INFINITY : count,
    intervalMs: numberOf('--interval', values.interval, dayS) * 1000,
    timeoutMs: numberOf('--timeout', values.timeout, dayS) * 1000,
    family: values.ipv4 ? 4 : values.ipv6 ? 6 : 0,
    socketKind: socketKindOf(values.socket),
    isJson: values.json,
    isHelp: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '4' },
        interval: { type: 'string', default: '1' },
        timeout: { type: 'string', default: '1' },
        socket: { type: 'string', default: 'any' },
        ipv4: { type: 'boolean', default: false },
        ipv6: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    // What Node adds about arguments that begin with a dash is of no use here.
    throw new SetupError(`${(error as Error).message.replace(/\.? To specify.*/s, '')} (see --help)`);
  }
}

function socketKindOf(text: string): SocketKind {
  const kind = socketKinds.find((each) => each === text);
  if (!kind) throw new SetupError(`--socket must be ${socketKinds.join(', ')}, not ${text}`);
  return kind;
}

function numberOf(name: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= most)) {
    throw new SetupError(`${name} must be a number from 0 to ${most}, not ${text}`);
  }
  return value;
}
