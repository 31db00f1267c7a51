import type { Adjustment, LabRun, SubmissionFacts } from '../../../reports/schema.ts';
import { roundPoints, withAdjustments } from '../../../reports/score.ts';
import { formatCount, formatPoints } from '../../../reports/text/format.ts';
import type { Amount, LatePolicy } from './course-schema.ts';

const [minuteMs, dayMs] = [60_000, 86_400_000];

/** How late it is: which days were begun after the due date, and whether the course still takes it. */
export interface Lateness {
  readonly isLate: boolean;
  readonly lateDays?: number;
  readonly isRefused: boolean;
}

/** @param facts with the due date of this student, and when it was handed in where that is known */
export function latenessOf(
  { submittedAt, dueAt }: SubmissionFacts,
  policy: LatePolicy | undefined,
): Lateness {
  if (submittedAt === undefined || dueAt === undefined) return { isLate: false, isRefused: false };
  const lateMs = Date.parse(submittedAt) - Date.parse(dueAt);
  if (lateMs <= (policy?.graceMinutes ?? 0) * minuteMs) return { isLate: false, isRefused: false };
  const lateDays = Math.max(1, Math.ceil(lateMs / dayMs));
  return { isLate: true, lateDays, isRefused: isOver(lateDays, policy) && policy?.afterwards === 'refused' };
}

function isOver(lateDays: number, policy: LatePolicy | undefined): boolean {
  return policy?.acceptedDays !== undefined && lateDays > policy.acceptedDays;
}

/** The lab run with what its lateness costs, as a line of its own. */
export function applyLateness(labRun: LabRun, policy: LatePolicy | undefined): LabRun {
  const lateDays = labRun.submission?.lateDays;
  if (lateDays === undefined || policy === undefined || !labRun.gradable) return labRun;
  const adjustment = deduction(lateDays, policy, labRun);
  return { ...labRun, score: withAdjustments(labRun.score, [adjustment]) };
}

function deduction(lateDays: number, policy: LatePolicy, { score }: LabRun): Adjustment {
  const days = formatCount(lateDays, 'day');
  if (isOver(lateDays, policy)) {
    const title = `Handed in ${days} late; after ${formatCount(policy.acceptedDays ?? 0, 'day')} nothing counts`;
    return { id: 'late', title, points: -score.possible, bonus: -score.bonusPossible };
  }
  const worth = (amount: Amount) => ('points' in amount ? amount.points : amount.share * score.possible);
  const most = worth(policy.maxPenalty);
  const wanted = worth(policy.penaltyPerDay) * lateDays;
  const cap = wanted > most ? `, at most ${words(policy.maxPenalty)}` : '';
  return {
    id: 'late',
    title: `Handed in ${days} late: ${words(policy.penaltyPerDay)} a day${cap}`,
    points: -roundPoints(Math.min(wanted, most)),
    bonus: 0,
  };
}

function words(amount: Amount): string {
  return 'points' in amount ? formatCount(amount.points, 'point') : `${formatPoints(amount.share * 100)} %`;
}
