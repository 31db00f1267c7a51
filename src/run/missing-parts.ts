import type { LabOutcome } from '../../harness/engine/grade-submission.ts';
import type { Lab } from '../../harness/engine/lab.ts';
import { type Score, scoreOf } from '../../harness/engine/score.ts';
import { verdictOf } from '../../harness/engine/verdict.ts';
import type { MissingPart } from '../../reports/schema.ts';

/** How much of a lab was looked at: the whole, one file of it, or some checks. */
export type Scope = 'whole' | 'file' | 'checks';

/**
 * The parts of a lab that no program was found for, in its order. Of a whole submission they count: a missing server
 * costs what its checks are worth. Who gives one file, or names checks, asks about no other part.
 */
export function missingParts(lab: Lab, { verdicts }: LabOutcome, scope: Scope): MissingPart[] {
  if (scope === 'checks') return [];
  const judged = new Set(verdicts.map(({ part }) => part));
  return lab.parts
    .filter(({ id }) => !judged.has(id))
    .map(({ id, title }) => {
      const { possible, bonusPossible } = possibleOf(lab, id);
      return { part: id, title, points: possible, bonus: bonusPossible, isCounted: scope === 'whole' };
    });
}

/** The score with what counts of the missing parts as not earned. */
export function withMissing(score: Score, missing: readonly MissingPart[]): Score {
  const counted = missing.filter(({ isCounted }) => isCounted);
  return {
    ...score,
    possible: counted.reduce((sum, { points }) => sum + points, score.possible),
    bonusPossible: counted.reduce((sum, { bonus }) => sum + bonus, score.bonusPossible),
  };
}

function possibleOf(lab: Lab, part: string): Score {
  const checks = lab.checks.filter(({ scenario }) => scenario.part === part);
  return scoreOf(checks.map((check) => verdictOf(check, { status: 'blocked' })));
}
