import type { LabRun, Score, Verdict } from '../schema.ts';
import type { Outcome } from './compare-results.ts';

/** One side is absent where only the other has the check. */
export interface CheckDifference {
  readonly check: string;
  readonly title: string;
  readonly first?: Outcome;
  readonly second?: Outcome;
}

/** What was graded, or why it was not. */
export type Grading =
  | ({ readonly gradable: true } & Pick<Score, 'points' | 'possible' | 'bonus' | 'bonusPossible'>)
  | { readonly gradable: false; readonly because: string };

export interface LabRunDifference {
  readonly student: string;
  readonly lab: string;
  /** The bytes that were handed in are others. */
  readonly isOtherSubmission: boolean;
  readonly first: Grading;
  readonly second: Grading;
  /** Being gradable, or the score, differs; else only checks do. */
  readonly isOtherGrading: boolean;
  readonly checks: readonly CheckDifference[];
}

/** Undefined where both say the same of the submission. */
export function compareLabRuns(a: LabRun, b: LabRun): LabRunDifference | undefined {
  const checks = compareChecks(a.verdicts, b.verdicts);
  const [first, second] = [gradingOf(a), gradingOf(b)];
  const isOtherGrading = !isSameGrading(first, second);
  if (checks.length === 0 && !isOtherGrading) return undefined;
  const isOtherSubmission = a.submissionHash !== b.submissionHash;
  return { student: a.student, lab: a.lab, isOtherSubmission, first, second, isOtherGrading, checks };
}

/** In the order of the first, then what only the second has. */
function compareChecks(first: readonly Verdict[], second: readonly Verdict[]): CheckDifference[] {
  const before = new Map(first.map((verdict) => [verdict.check, verdict]));
  const after = new Map(second.map((verdict) => [verdict.check, verdict]));
  const checks = new Set([...before.keys(), ...after.keys()]);
  return [...checks].flatMap((check) => differenceOf(before.get(check), after.get(check)));
}

function differenceOf(a: Verdict | undefined, b: Verdict | undefined): CheckDifference[] {
  const known = a ?? b;
  const isSame = a?.status === b?.status && a?.points === b?.points && a?.possible === b?.possible;
  if (known === undefined || isSame) return [];
  return [
    {
      check: known.check,
      title: known.title,
      ...(a && { first: outcomeOf(a) }),
      ...(b && { second: outcomeOf(b) }),
    },
  ];
}

function outcomeOf({ status, points, possible }: Verdict): Outcome {
  return { status, points, possible };
}

function gradingOf({ gradable, ungradableBecause, score }: LabRun): Grading {
  if (!gradable) return { gradable, because: ungradableBecause ?? 'The reason was not recorded.' };
  const { points, possible, bonus, bonusPossible } = score;
  return { gradable, points, possible, bonus, bonusPossible };
}

/** Two lab runs without a score are the same, whatever each of them stumbled over. */
function isSameGrading(first: Grading, second: Grading): boolean {
  if (!first.gradable || !second.gradable) return first.gradable === second.gradable;
  const keys = ['points', 'possible', 'bonus', 'bonusPossible'] as const;
  return keys.every((key) => first[key] === second[key]);
}
