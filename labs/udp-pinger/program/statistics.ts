/** Of the round-trip times of the answered pings, in ms. */
export interface RttStatistics {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  /** Of the population, as `ping` computes its `mdev`. */
  readonly stddev: number;
}

/** Undefined when nothing was answered: there is no average of nothing. */
export function rttStatistics(rttsMs: readonly number[]): RttStatistics | undefined {
  if (rttsMs.length === 0) return undefined;
  const sum = rttsMs.reduce((total, rtt) => total + rtt, 0);
  const avg = sum / rttsMs.length;
  const variance = rttsMs.reduce((total, rtt) => total + (rtt - avg) ** 2, 0) / rttsMs.length;
  // Not Math.min(...rttsMs): a function takes no million arguments.
  const min = rttsMs.reduce((least, rtt) => Math.min(least, rtt), Number.POSITIVE_INFINITY);
  const max = rttsMs.reduce((most, rtt) => Math.max(most, rtt), 0);
  return { min, avg, max, stddev: Math.sqrt(variance) };
}

/** Percent of what was sent; 0 when nothing was. */
export function lossPercent(sent: number, received: number): number {
  return sent === 0 ? 0 : ((sent - received) / sent) * 100;
}
