/** How far a printed round-trip time may lie from the wire's: the wider of both for each side. */
export interface RttTolerance {
  readonly belowMs: number;
  readonly belowShare: number;
  readonly aboveMs: number;
  readonly aboveShare: number;
}

/**
 * A program cannot see an answer before it is on the wire, so little is allowed below (truncation to hundredths of a
 * second); on a busy machine it may see it a good while later.
 */
export const RTT_TOLERANCE: RttTolerance = { belowMs: 12, belowShare: 0.15, aboveMs: 25, aboveShare: 0.3 };

/** A round-trip time on the wire, and what may be printed for it. */
export interface RttSpan {
  readonly rttMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * @param longestMs stands in for the tolerance where it is wider
 * @param shortestMs from which the tolerance below is taken where it is less
 */
export function spanOf(rttMs: number, tolerance: RttTolerance, longestMs = 0, shortestMs = rttMs): RttSpan {
  const below = Math.max(tolerance.belowMs, tolerance.belowShare * rttMs);
  const above = Math.max(tolerance.aboveMs, tolerance.aboveShare * rttMs);
  return { rttMs, leastMs: Math.min(rttMs, shortestMs) - below, mostMs: Math.max(rttMs + above, longestMs) };
}

export function isInSpan({ leastMs, mostMs }: RttSpan, valueMs: number): boolean {
  return valueMs >= leastMs && valueMs <= mostMs;
}

/** Whether a printed time agrees with the wire's. Both in ms. */
export function isWithin(printedMs: number, truthMs: number, tolerance: RttTolerance): boolean {
  return isInSpan(spanOf(truthMs, tolerance), printedMs);
}
