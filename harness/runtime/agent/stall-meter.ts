import { readProc } from './process-tree.ts';

/**
 * How long the machine kept a program ready and waiting for a processor. On a machine that does too much at once that is
 * most of the time, and none of it is the program's doing.
 */
export class StallMeter {
  /** By process id; what has ended keeps its last figure. */
  readonly #stalledMs = new Map<number, number>();

  /** Takes note of processes that run now. To be called now and then: what has ended can no longer be asked. */
  note(pids: readonly number[]): void {
    for (const pid of pids) {
      const stalledMs = stalledMsOf(pid);
      if (stalledMs > 0) this.#stalledMs.set(pid, stalledMs);
    }
  }

  totalMs(): number {
    return [...this.#stalledMs.values()].reduce((sum, stalledMs) => sum + stalledMs, 0);
  }
}

/** The same for this process since it began: while it is kept waiting, nobody answers the program. */
export function ownStallMs(): number {
  return stalledMsOf('self');
}

/**
 * Of its first thread, since it began; 0 when it is gone, or where the kernel keeps no account.
 * @see https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
 */
function stalledMsOf(pid: number | 'self'): number {
  const [, delayNs] = readProc(`/proc/${pid}/schedstat`).split(' ');
  return Number(delayNs ?? 0) / 1e6;
}
