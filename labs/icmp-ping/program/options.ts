import { parseArgs } from 'node:util';
import type { PingOptions } from './pinger.ts';
import { SetupError } from './raw-icmp.ts';

export const help = `Usage: node main.ts [options] [HOST...]

Sends ICMP echo requests to each host in turn and shows the round-trip times. HOST is a name or an IPv4 address; the
default is 127.0.0.1. Needs root or the capability CAP_NET_RAW.

  --count N       requests to each host (default 4; 0 goes on until Ctrl-C)
  --interval S    seconds from one request to the next (default 1)
  --timeout S     seconds to wait for each reply (default 1)
  --json          prints the figures as JSON at the end, and nothing else
  --help          shows this

Ctrl-C ends it with the statistics so far. Exit status: 0 every host answered, 1 one did not, 2 it could not be done.
`;

export interface CommandLine extends PingOptions {
  readonly targets: readonly string[];
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** @throws SetupError when the command line makes no sense */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const count = numberOf('--count', values.count);
  if (!Number.isInteger(count)) throw new SetupError(`--count must be a whole number, not ${values.count}`);
  return {
    targets: positionals.length > 0 ? positionals : ['127.0.0.1'],
    count: count === 0 ? Number.POSITIVE_INFINITY : count,
    intervalMs: numberOf('--interval', values.interval) * 1000,
    timeoutMs: numberOf('--timeout', values.timeout) * 1000,
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
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new SetupError(`${(error as Error).message} (see --help)`);
  }
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new SetupError(`${name} must be a number from 0 up, not ${text}`);
  }
  return value;
}
