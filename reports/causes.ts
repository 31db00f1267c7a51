import type { Kind, Verdict } from './schema.ts';

/** Points not earned; `bonus` counts apart, as in the score. */
export interface Stake {
  readonly points: number;
  readonly bonus: number;
}

/** A failed check with all that waits for it: one thing to mend. */
export interface Cause {
  readonly verdict: Verdict;
  readonly blocked: readonly Verdict[];
  /** What comes back when it is mended, if all that it blocks then passes. */
  readonly stake: Stake;
}

const kindOrder: Record<Kind, number> = { core: 0, extension: 1, robust: 2 };

/** What to mend first: core before bonus before robust, and among them what is worth most. */
export function findCauses(verdicts: readonly Verdict[]): Cause[] {
  const causes = verdicts
    .filter(({ status }) => status === 'failed')
    .map((verdict) => toCause(verdict, verdicts));
  return causes.sort(
    (a, b) =>
      kindOrder[a.verdict.kind] - kindOrder[b.verdict.kind] ||
      b.stake.points - a.stake.points ||
      b.stake.bonus - a.stake.bonus,
  );
}

/** Blocked verdicts that no failed check explains: they wait for one that was inconclusive or errored. */
export function findStranded(verdicts: readonly Verdict[]): Verdict[] {
  const explained = new Set(findCauses(verdicts).flatMap(({ blocked }) => blocked));
  return verdicts.filter((each) => each.status === 'blocked' && !explained.has(each));
}

/** What these verdicts leave unearned. */
export function stakeOf(verdicts: readonly Verdict[]): Stake {
  const lost = (isBonus: boolean) =>
    verdicts
      .filter(({ kind }) => (kind === 'extension') === isBonus)
      .reduce((sum, { possible, points }) => sum + possible - points, 0);
  return { points: lost(false), bonus: lost(true) };
}

function toCause(verdict: Verdict, verdicts: readonly Verdict[]): Cause {
  const blocked = verdicts.filter((each) => rootOf(each, verdicts) === verdict.check);
  return { verdict, blocked, stake: stakeOf([verdict, ...blocked]) };
}

/** Follows `blockedBy` to the check that failed; undefined for what is not blocked. */
function rootOf(verdict: Verdict, verdicts: readonly Verdict[]): string | undefined {
  const seen = new Set<string>();
  let current: Verdict | undefined = verdict;
  while (current?.status === 'blocked' && current.blockedBy && !seen.has(current.check)) {
    seen.add(current.check);
    const next: string = current.blockedBy;
    current = verdicts.find(({ check }) => check === next);
  }
  return seen.size > 0 ? current?.check : undefined;
}
