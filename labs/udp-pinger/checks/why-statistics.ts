const IN_A_LIST =
  'Keep the times of the answered pings in a list, and print min(times), sum(times) / len(times) and max(times) after the loop.';

const NOT_FOUND = {
  min: 'No minimum was found that agrees with the printed times: it is missing, or begins at 0, or lost pings count as 0.',
  avg: 'No average was found that agrees with the printed times: it is missing, or the sum is divided by ten instead of by the answered pings, or lost ones count as 0 or 1000 ms.',
  max: 'No maximum was found that agrees with the printed times: it is missing, or lost pings count with their time-out, or the last time stands in its place.',
} as const;

/**
 * The likeliest slip, by which of the three figures were not found.
 * @param missing one at least
 */
export function whyMissing(missing: readonly (keyof typeof NOT_FOUND)[]): string {
  const [first = 'avg'] = missing;
  return `${missing.length === 3 ? 'None of the three was found at the end.' : NOT_FOUND[first]} ${IN_A_LIST}`;
}

/** The likeliest slip, by the percentages that were printed in place of the right one. */
export function whyLossIsWrong(printed: readonly number[], lost: number, sent: number): string {
  const isNear = (percent: number) => printed.some((each) => Math.abs(each - percent) < 0.6);
  const rule = `Print 100 * lost / sent, where sent counts every ping that left (here 100 * ${lost} / ${sent}).`;
  if (isNear((100 * (sent - lost)) / sent)) return `That is the share that was answered. ${rule}`;
  if (isNear((100 * lost) / (sent - lost)))
    return `The losses are divided by the answered pings instead of by all. ${rule}`;
  if (printed.includes(0)) return `A whole-number division makes 0 of every share. ${rule}`;
  return rule;
}
