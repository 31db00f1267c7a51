/** The counts from `least` to `most`, both included, outside of which chance leads in one of `1 / risk` runs. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Bounds of a count of `n` independent events of probability `p`; half of `risk` lies on each side. */
export function binomialBounds(n: number, p: number, risk: number): Bounds {
  const probabilities = Array.from({ length: n + 1 }, (_, k) => probability(n, k, p));
  return { least: tail(probabilities, risk / 2), most: n - tail(probabilities.toReversed(), risk / 2) };
}

/** How many outcomes from the start weigh no more than `limit` together. */
function tail(probabilities: readonly number[], limit: number): number {
  let sum = 0;
  const index = probabilities.findIndex((each) => {
    sum += each;
    return sum > limit;
  });
  return Math.max(0, index);
}

function probability(n: number, k: number, p: number): number {
  let logarithm = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let i = 1; i <= k; i++) logarithm += Math.log((n - k + i) / i);
  return Math.exp(logarithm);
}

/** The shortest period, from 2 to 22, in which a pattern repeats itself exactly; undefined when there is none. */
export function periodOf(pattern: readonly boolean[]): number | undefined {
  for (let period = 2; period <= 22; period++)
    if (pattern.every((each, index) => index < period || each === pattern[index - period])) return period;
  return undefined;
}
