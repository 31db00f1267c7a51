import { setTimeout as wait } from 'node:timers/promises';

/**
 * A signal that aborts at the first SIGINT (Ctrl-C) or SIGTERM, so that a program can sum up before it ends; a second
 * one ends it at once. To be called before anything else: what comes earlier ends the process without a word.
 */
export function endRequest(): AbortSignal {
  const request = new AbortController();
  process.once('SIGINT', () => request.abort());
  process.once('SIGTERM', () => request.abort());
  return request.signal;
}

/** Waits so many milliseconds, or until the end is asked for. */
export async function pause(durationMs: number, end: AbortSignal): Promise<void> {
  await wait(durationMs, undefined, { signal: end }).catch(() => undefined);
}

/** Waits until the end is asked for. */
export async function untilEnd(end: AbortSignal): Promise<void> {
  if (end.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  end.addEventListener('abort', () => resolve(), { once: true });
  await promise;
}
