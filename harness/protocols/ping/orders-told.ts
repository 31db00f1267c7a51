/**
 * The orders in which a program may tell of its pings: that in which they left; and, where several are under way at
 * once, that in which their answers came and their seconds ended.
 * @param isDue per ping, whether its time is looked for
 * @param decidedAtMs per ping, when it was answered or its second was over
 */
export function ordersTold(
  isDue: readonly boolean[],
  decidedAtMs: readonly number[] = [],
): readonly (readonly number[])[] {
  const asSent = isDue.map((_, ping) => ping);
  const asDecided = asSent.toSorted((a, b) => (decidedAtMs[a] ?? 0) - (decidedAtMs[b] ?? 0));
  const due = asDecided.filter((ping) => isDue[ping]);
  const isAsSent = due.every((ping, index) => index === 0 || ping > (due[index - 1] ?? 0));
  return isAsSent ? [asSent] : [asSent, asDecided];
}
