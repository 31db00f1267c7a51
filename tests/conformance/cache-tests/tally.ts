import type { RawResults, Suite } from './suite.ts';

/** How many cases of each kind a cache passes, of how many. */
export interface Tally {
  readonly required: number;
  readonly optimal: number;
}

type Counted = keyof Tally;

/** Whether each required and optimal case passed, by id. */
export function outcomesOf(suite: Suite, results: RawResults): Map<string, boolean> {
  return new Map(
    suite.cases.filter(({ kind }) => kind !== 'check').map(({ id }) => [id, suite.hasPassed(id, results)]),
  );
}

export function tally(suite: Suite, results: RawResults): Tally {
  return countPassed(suite, outcomesOf(suite, results));
}

/** What all together pass that are no browsers: a case counts when any one of them passes it. */
export function tallyUnion(suite: Suite): Tally {
  const all = sharedCaches(suite).map(({ results }) => outcomesOf(suite, results));
  return countPassed(
    suite,
    new Map(suite.cases.map(({ id }) => [id, all.some((each) => each.get(id) === true)])),
  );
}

/** How many of the other shared caches pass this case. */
export function countPassing(suite: Suite, id: string): number {
  return sharedCaches(suite).filter(({ results }) => suite.hasPassed(id, results)).length;
}

/** Caches for many users, as a proxy is. */
export function sharedCaches({ published }: Suite): Suite['published'] {
  return published.filter(({ kind }) => kind !== 'browser');
}

export function sizeOf(suite: Suite): Tally {
  return countPassed(suite, new Map(suite.cases.map(({ id }) => [id, true])));
}

function countPassed({ cases }: Suite, outcomes: ReadonlyMap<string, boolean>): Tally {
  const count = (wanted: Counted) =>
    cases.filter(({ id, kind }) => kind === wanted && outcomes.get(id) === true).length;
  return { required: count('required'), optimal: count('optimal') };
}
