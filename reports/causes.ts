import type { Kind, Verdict } from './schema.ts';

/** Points not earned; `bonus` counts apart, as in the score. */
export interface Stake {
  readonly points: number;
  readonly bonus: number;
}

/** A failed check with all that waits for it, and those that ask for the same mending: one thing to mend. */
export interface Cause {
  readonly verdict: Verdict;
  readonly blocked: readonly Verdict[];
  /** Failed checks whose hint is the same word for word. */
  readonly alike: readonly Verdict[];
  /** What comes back when it is mended, if all that it blocks then passes. */
  readonly stake: Stake;
}

const kindOrder: Record<Kind, number> = { core: 0, extension: 1, robust: 2 };

/** What to mend first: core before bonus before robust, and among them what is worth most. */
export function findCauses(verdicts: readonly Verdict[]): Cause[] {
  const failed = verdicts.filter(({ status }) => status === 'failed');
  const causes = failed.map((verdict) => toCause(verdict, verdicts)).sort(byWorth);
  return [...Map.groupBy(causes, ({ verdict }) => mendingOf(verdict)).values()].map(merge).sort(byWorth);
}

function byWorth(a: Cause, b: Cause): number {
  return (
    kindOrder[a.verdict.kind] - kindOrder[b.verdict.kind] ||
    b.stake.points - a.stake.points ||
    b.stake.bonus - a.stake.bonus
  );
}

/** What has no hint stands for itself. */
function mendingOf({ check, part, hint }: Verdict): string {
  return hint === undefined ? check : `${part} ${hint}`;
}

/** The first of those with one mending, the most worthwhile, speaks for all. */
function merge(causes: readonly Cause[]): Cause {
  const [first, ...others] = causes;
  if (first === undefined) throw new RangeError('A cause has at least one check');
  const alike = others.map(({ verdict }) => verdict);
  const blocked = causes.flatMap((cause) => cause.blocked);
  return { verdict: first.verdict, alike, blocked, stake: stakeOf([first.verdict, ...alike, ...blocked]) };
}

/** Robustness is reported, and costs nothing unless a course gives it points. */
export function isGraded({ verdict, stake }: Cause): boolean {
  return verdict.kind !== 'robust' || stake.points + stake.bonus > 0;
}

/** Takes points of the score itself: what asks for bonus alone is worth doing later. */
export function costsScore(cause: Cause): boolean {
  return isGraded(cause) && (cause.verdict.kind !== 'extension' || cause.stake.points > 0);
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
  return { verdict, blocked, alike: [], stake: stakeOf([verdict, ...blocked]) };
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
