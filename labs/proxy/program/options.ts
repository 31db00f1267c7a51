import { parseArgs } from 'node:util';

export interface ProxyOptions {
  readonly host: string | undefined;
  readonly port: number;
  readonly cacheFolder: string;
  readonly maxCacheBytes: number;
  /** Client addresses or networks that may use the proxy besides those of private networks; `any` for all. */
  readonly allow: readonly string[];
  /** Client addresses or networks that may not. */
  readonly deny: readonly string[];
  /** File of host names that are not to be reached, one a line; undefined for the usual one, if it is there. */
  readonly deniedHostsFile: string | undefined;
  /** Ports to which CONNECT may open a tunnel. */
  readonly connectPorts: readonly number[];
  /** How long an origin may be silent. */
  readonly originTimeoutMs: number;
  /** How long a client may take for a request head. */
  readonly clientTimeoutMs: number;
  readonly isQuiet: boolean;
}

export const USAGE = `Usage: node main.ts [options]

A caching web proxy. Set your browser's HTTP proxy to this host and port, or put the proxy in front of an address:
http://localhost:8888/www.example.com/index.html

  --port N             port to listen on (8888)
  --host ADDRESS       address to listen on (all of them)
  --cache-dir DIR      folder of the cache (./cache)
  --max-cache-mb N     size of the cache in MiB; the least recently used goes first (256)
  --allow ADDR[/LEN]   let these clients in as well; "any" makes an open proxy. Without it only this machine and
                       private networks are served (repeatable)
  --deny ADDR[/LEN]    keep these clients out (repeatable)
  --denied-hosts FILE  names that are not to be reached, one a line, names below them included (./denied-hosts.txt, if it
                       is there)
  --connect-ports LIST ports that HTTPS may be tunnelled to (443)
  --origin-timeout S   seconds that an origin may be silent (30)
  --client-timeout S   seconds that a client may take for a request, or stay idle (30)
  --quiet              do not print a line for each request
  --help               print this and exit

Ctrl-C or SIGTERM ends it, a second one at once. Exit status: 0 ended by you, 1 could not start, 2 wrong options.
`;

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @returns undefined when help is asked for. @throws UsageError */
export function parseOptions(args: readonly string[]): ProxyOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  if (values['cache-dir'] === '') throw new UsageError('--cache-dir takes the name of a folder');
  return {
    host: values.host,
    port: number('--port', values.port, 0, 65535),
    cacheFolder: values['cache-dir'],
    maxCacheBytes: number('--max-cache-mb', values['max-cache-mb'], 1, 1e6) * 2 ** 20,
    allow: values.allow ?? [],
    deny: values.deny ?? [],
    deniedHostsFile: values['denied-hosts'],
    connectPorts: values['connect-ports'].split(',').map((port) => number('--connect-ports', port, 1, 65535)),
    originTimeoutMs: number('--origin-timeout', values['origin-timeout'], 0.1, 86400) * 1000,
    clientTimeoutMs: number('--client-timeout', values['client-timeout'], 0.1, 86400) * 1000,
    isQuiet: values.quiet ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        host: { type: 'string' },
        port: { type: 'string', default: '8888' },
        'cache-dir': { type: 'string', default: './cache' },
        'max-cache-mb': { type: 'string', default: '256' },
        allow: { type: 'string', multiple: true },
        deny: { type: 'string', multiple: true },
        'denied-hosts': { type: 'string' },
        'connect-ports': { type: 'string', default: '443' },
        'origin-timeout': { type: 'string', default: '30' },
        'client-timeout': { type: 'string', default: '30' },
        quiet: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function number(option: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= from && value <= to))
    throw new UsageError(`${option} takes a number from ${from} to ${to}, not ${JSON.stringify(text)}`);
  return value;
}
