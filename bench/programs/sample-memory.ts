import { setTimeout as sleep } from 'node:timers/promises';
import { processFigures } from './process-figures.ts';

/**
 * Looks at a process's resident memory twenty times a second while something goes on.
 * @returns the largest, in MiB, beside what the work returned
 */
export async function withPeakMemory<Result>(
  pid: number,
  work: () => Promise<Result>,
): Promise<{ readonly peakMib: number; readonly result: Result }> {
  const done = new AbortController();
  let peakMib = 0;
  const watching = (async () => {
    while (!done.signal.aborted) {
      peakMib = Math.max(peakMib, (await processFigures(pid)).rssMib);
      await sleep(50, undefined, { signal: done.signal }).catch(() => {});
    }
  })();
  try {
    return { result: await work(), peakMib };
  } finally {
    done.abort();
    await watching;
  }
}
