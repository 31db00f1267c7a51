/** A wait that can be given up. */
export interface Timer extends Disposable {
  /** Of undefined, when the time is over. */
  readonly promise: Promise<undefined>;
  readonly isOver: boolean;
}

/** How much longer than asked for a patient wait may take, in times of what was asked for. */
const mostPatience = 4;

export function timer(ms: number): Timer {
  return patientTimer(ms, () => 0);
}

/**
 * A time limit on a program. The time for which the machine kept it waiting does not count, within reason.
 * @param stalledMs a figure that grows with that time
 */
export function patientTimer(ms: number, stalledMs: () => number): Timer {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const startedAtMs = performance.now();
  const stalledBeforeMs = stalledMs();
  let isOver = false;
  const look = () => {
    const grantedMs = Math.min(stalledMs() - stalledBeforeMs, ms * mostPatience);
    const leftMs = startedAtMs + ms + grantedMs - performance.now();
    isOver = leftMs <= 1;
    if (isOver) resolve(undefined);
    else handle = setTimeout(look, leftMs);
  };
  let handle = setTimeout(look, ms);
  return {
    promise,
    get isOver() {
      return isOver;
    },
    [Symbol.dispose]: () => clearTimeout(handle),
  };
}
