import { CheckFailure, Inconclusive } from '../expect/failure.ts';
import type { Check } from './lab.ts';
import type { Observation } from './observation.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What came of a scenario: an observation, or why our side could not make one. */
export type Seen =
  | { readonly kind: 'observed'; readonly observation: Observation }
  | { readonly kind: 'broken'; readonly reason: string };

/**
 * Judges one check. Only an explicit `CheckFailure` takes points: whatever else is thrown is our fault and makes the
 * verdict `errored`.
 */
export function judgeCheck(check: Check, seen: Seen): Verdict {
  if (seen.kind === 'broken') return verdictOf(check, { status: 'errored', reason: seen.reason });
  try {
    check.judge(seen.observation);
    return verdictOf(check, { status: 'passed' });
  } catch (error) {
    if (error instanceof CheckFailure) return failedVerdict(check, error, seen.observation);
    if (error instanceof Inconclusive) {
      return verdictOf(check, { status: 'inconclusive', reason: error.message });
    }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return verdictOf(check, { status: 'errored', reason });
  }
}

function failedVerdict(check: Check, { details }: CheckFailure, { timedOut }: Observation): Verdict {
  const { credit = 0, evidence = [], actual, ...texts } = details;
  const late =
    timedOut && ` (the time ran out after ${Math.round(timedOut.afterMs / 1000)} s, ${timedOut.during})`;
  return verdictOf(
    check,
    { status: 'failed', ...texts, actual: `${actual}${late ?? ''}`, evidence },
    Math.min(1, Math.max(0, credit)),
  );
}

/**
 * Judges checks in order; one whose prerequisite did not pass is not judged but says what it waits for.
 * @param decided verdicts that stand already and are not judged again
 */
export function judgeInOrder(
  checks: readonly Check[],
  seenOf: (check: Check) => Seen,
  decided: ReadonlyMap<string, Verdict> = new Map(),
): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const check of checks) {
    verdicts.set(check.id, decided.get(check.id) ?? judgeNext(check, seenOf(check), verdicts));
  }
  return verdicts;
}

/** @param before the verdicts of what it needs */
export function judgeNext(check: Check, seen: Seen, before: ReadonlyMap<string, Verdict>): Verdict {
  const missing = check.needs?.map((id) => before.get(id)).find((needed) => needed?.status !== 'passed');
  return missing ? waitingVerdict(check, missing) : judgeCheck(check, seen);
}

/** A doubt about a prerequisite is a doubt about what rests on it; a failure of it blocks. */
function waitingVerdict(check: Check, needed: Verdict): Verdict {
  const reason = `Waits for: ${needed.title}`;
  const status = needed.status === 'inconclusive' || needed.status === 'errored' ? needed.status : 'blocked';
  return verdictOf(check, { status, blockedBy: needed.blockedBy ?? needed.check, reason });
}
