import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What wrk saw in one round. */
export interface Load {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** How wrk is told what to do, besides where. */
export interface WrkOptions {
  readonly connections: number;
  readonly seconds: number;
  /** A Lua script that makes the requests, and its arguments. */
  readonly script?: readonly string[];
}

/**
 * One round of wrk with one thread.
 * @throws when a request failed, or was answered with a status of 400 or more: the figure would mean nothing
 */
export async function runWrk(wrk: string, url: string, options: WrkOptions): Promise<Load> {
  const [script, ...scriptArgs] = options.script ?? [];
  const { stdout } = await promisify(execFile)(wrk, [
    ...['--threads', '1', '--connections', String(options.connections)],
    ...['--duration', `${options.seconds}s`, '--latency'],
    ...(script === undefined ? [] : ['--script', script]),
    url,
    ...(scriptArgs.length === 0 ? [] : ['--', ...scriptArgs]),
  ]);
  const trouble = /Socket errors: connect \d+, read \d+, write \d+|Non-2xx.*/.exec(stdout)?.[0];
  // Answers that took longer than two seconds are counted in the same line; they show in the 99 % figure.
  if (trouble !== undefined && trouble !== 'Socket errors: connect 0, read 0, write 0')
    throw new Error(`wrk met trouble at ${url}: ${trouble}`);
  return {
    requests: Number(figure(stdout, /(\d+) requests in/)),
    requestsPerSecond: Number(figure(stdout, /Requests\/sec:\s+([\d.]+)/)),
    p50Ms: inMs(figure(stdout, /50%\s+(\S+)/)),
    p99Ms: inMs(figure(stdout, /99%\s+(\S+)/)),
  };
}

function figure(text: string, form: RegExp): string {
  const found = form.exec(text)?.[1];
  if (found === undefined) throw new Error(`wrk did not print ${form}: ${text}`);
  return found;
}

/** `820.00us`, `1.25ms`, `2.01s` */
function inMs(text: string): number {
  const unit = text.replace(/[\d.]+/, '');
  return Number.parseFloat(text) * (unit === 'us' ? 0.001 : unit === 's' ? 1_000 : 1);
}
