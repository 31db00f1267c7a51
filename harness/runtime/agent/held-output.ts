import type { ChildProcess } from 'node:child_process';

/**
 * Keeps what a child prints, and the end of its streams, until somebody listens. When a child ends, Node throws away what
 * nobody listens to by then; and on a busy machine it may end before we get around to listening. To be called at once
 * after the start.
 */
export function holdOutput({ stdout, stderr }: ChildProcess): void {
  for (const stream of [stdout, stderr]) stream?.on('readable', hold);
}

/** Hears all that the child has printed, and will. */
export function hearOutput(
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  listener: (bytes: Buffer) => void,
): void {
  child[stream]?.on('data', listener).off('readable', hold);
}

/** A stream that somebody wants to read from is not emptied for them. */
function hold(): void {}
