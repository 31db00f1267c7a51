import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { readEcho } from './echo.ts';
import type { IcmpListener, IcmpSocket, Sent } from './icmp-socket.ts';
import { icmpVersionFor } from './icmp-version.ts';
import { SetupError } from './setup-error.ts';

type Helper = ChildProcessByStdio<Writable, Readable, Readable>;

/** A line of `datagram_socket.py`. Times are nanoseconds of the monotonic clock, bytes hexadecimal. */
type HelperEvent =
  | { readonly event: 'open'; readonly identifier: number }
  | { readonly event: 'sent'; readonly atNs: string }
  | { readonly event: 'unsent'; readonly reason: string }
  | {
      readonly event: 'message';
      readonly atNs: string;
      readonly source: string;
      readonly ttl: number | null;
      readonly message: string;
    }
  | {
      readonly event: 'error';
      readonly source: string;
      readonly type: number;
      readonly code: number;
      readonly quoted: string;
    };

const helperIsGone: Sent = { reason: 'the Python program that holds the socket has ended' };

/**
 * Opens a datagram ICMP socket, which needs no capability. Neither Node.js nor raw-socket can make one, so a short
 * Python program holds it: it passes on what we write and what comes, with the times at which it did.
 * @throws SetupError when there is no Python, or the socket cannot be opened after all
 */
export async function openDatagramIcmp(address: string): Promise<IcmpSocket> {
  const helper = startHelper(address);
  const unanswered: ((sent: Sent) => void)[] = [];
  let listener: IcmpListener | undefined;
  let hasEnded = false;
  const opened = Promise.withResolvers<number>();
  createInterface({ input: helper.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as HelperEvent;
    if (told.event === 'open') opened.resolve(told.identifier);
    else if (told.event === 'sent') unanswered.shift()?.({ sentAtMs: toPerformanceMs(told.atNs) });
    else if (told.event === 'unsent') unanswered.shift()?.({ reason: told.reason });
    else if (listener) passOn(told, listener);
  });
  const identifier = await Promise.race([opened.promise, failure(helper)]);
  helper.once('close', () => {
    hasEnded = true;
    for (const done of unanswered.splice(0)) done(helperIsGone);
  });
  return {
    identifier,
    listen(given) {
      listener = given;
    },
    send(message, done) {
      if (hasEnded) return done(helperIsGone);
      unanswered.push(done);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      helper.stdin.write(Buffer.concat([length, message]));
    },
    close: () => helper.stdin.end(),
  };
}

function startHelper(address: string): Helper {
  const script = join(import.meta.dirname, 'datagram_socket.py');
  const family = String(icmpVersionFor(address).family);
  // In a process group of its own Ctrl-C does not reach it: it ends when we close its input.
  const helper: Helper = spawn('python3', ['-I', '-S', script, family, address], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  helper.stdin.on('error', () => undefined);
  return helper;
}

function passOn(told: Extract<HelperEvent, { event: 'message' | 'error' }>, listener: IcmpListener): void {
  const { source } = told;
  if (told.event === 'message') {
    const message = Buffer.from(told.message, 'hex');
    listener.onMessage({ source, ttl: told.ttl ?? undefined, message, atMs: toPerformanceMs(told.atNs) });
    return;
  }
  const about = readEcho(Buffer.from(told.quoted, 'hex'));
  if (about) listener.onError({ source, type: told.type, code: told.code, about });
}

/** Settles only when the helper cannot do its work. */
async function failure(helper: Helper): Promise<never> {
  let said = '';
  helper.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // A command that is not there is an event `error`, and makes `once` throw.
  const reason = await once(helper, 'close').then(
    () => said.trim() || 'it ended',
    ({ message }: Error) => message,
  );
  throw new SetupError(
    `cannot open a datagram ICMP socket by means of python3: ${reason}. Run it as root, or install Python 3`,
  );
}

/** The monotonic clock of Linux, on which `process.hrtime` and Python's `time.monotonic_ns` agree. */
function toPerformanceMs(atNs: string): number {
  return performance.now() - Number(process.hrtime.bigint() - BigInt(atNs)) / 1e6;
}
