import type { CheckSummary, LabRun, MissingPart, Verdict } from '../../../reports/schema.ts';
import { roundPoints, scoreOf } from '../../../reports/score.ts';
import type { Rubric } from './rubric.ts';

/**
 * The same lab run with the points of a course: nothing is run for it, a verdict stays what it was. A dropped check is
 * gone, unless something waits for it: then it stays as the reason, without points.
 */
export function applyRubric(labRun: LabRun, { lab, dropped }: Rubric): LabRun {
  const rules = new Map(lab.checks.map((check) => [check.id, check]));
  const awaited = new Set(
    labRun.verdicts.filter(({ check }) => !dropped.has(check)).map(({ blockedBy }) => blockedBy),
  );
  const verdicts = labRun.verdicts
    .filter(({ check }) => !dropped.has(check) || awaited.has(check))
    .map((verdict) => judgeBy(rules.get(verdict.check), verdict));
  const missingParts = labRun.missingParts
    .filter(({ part }) => lab.checks.some((check) => check.part === part && !isStart(check)))
    .map((missing) => worthOf(missing, lab.checks));
  return { ...labRun, verdicts, missingParts, score: scoreOf(verdicts, missingParts) };
}

function isStart({ scenario }: CheckSummary): boolean {
  return scenario === 'start';
}

function judgeBy(rule: CheckSummary | undefined, verdict: Verdict): Verdict {
  if (rule === undefined) return { ...verdict, points: 0, possible: 0 };
  const { points: possible, visibility } = rule;
  return {
    ...verdict,
    possible,
    points: roundPoints(shareOf(verdict) * possible),
    ...(visibility !== undefined && { visibility }),
  };
}

/** How much of its points a verdict gives. */
function shareOf({ status, points, possible }: Verdict): number {
  if (possible > 0) return points / possible;
  return status === 'passed' || status === 'inconclusive' ? 1 : 0;
}

function worthOf(missing: MissingPart, checks: readonly CheckSummary[]): MissingPart {
  const own = checks.filter(({ part }) => part === missing.part);
  const sum = (isBonus: boolean) =>
    roundPoints(
      own.reduce((all, { kind, points }) => all + ((kind === 'extension') === isBonus ? points : 0), 0),
    );
  return { ...missing, points: sum(false), bonus: sum(true) };
}
