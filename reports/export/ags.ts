import type { LabRun, Person, Results, Run } from '../schema.ts';
import { type Exported, submissionFiles } from './export-file.ts';
import { summaryLines } from './summary.ts';
import { totalOf } from './total.ts';

/**
 * A score as LTI Advantage takes it: `POST {lineitem}/scores`, `application/vnd.ims.lis.v1.score+json`.
 * @see https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service
 */
export interface AgsScore {
  /** Of the platform: the roster's id, or what the student is called here where it has none. */
  readonly userId: string;
  /** May be more than `scoreMaximum`. Absent, as that is, where there is no score. */
  readonly scoreGiven?: number;
  readonly scoreMaximum?: number;
  readonly comment: string;
  /** Later than that of the run before: a platform drops what is not newer than what it has. */
  readonly timestamp: string;
  readonly activityProgress: 'Completed';
  readonly gradingProgress: 'FullyGraded' | 'Failed';
  readonly submission?: { readonly submittedAt: string };
}

/** One payload for each submission. */
export function exportAgs(results: Results, countsBonus: boolean): Exported {
  const people = new Map((results.roster ?? []).map((person) => [person.student, person]));
  const files = submissionFiles(results, 'score.json', (labRun) =>
    JSON.stringify(toAgs(labRun, results.run, people.get(labRun.student), countsBonus), undefined, 2),
  );
  return { files, remarks: [], leftOut: [] };
}

/** One submission as a platform wants it. */
export function toAgs(labRun: LabRun, run: Run, person: Person | undefined, countsBonus: boolean): AgsScore {
  const { points, possible } = totalOf(labRun, countsBonus);
  const submittedAt = labRun.submission?.submittedAt;
  return {
    userId: person?.id ?? labRun.student,
    ...(labRun.gradable && { scoreGiven: points, scoreMaximum: possible }),
    comment: summaryLines(labRun).join('\n'),
    timestamp: instant(Date.parse(run.startedAt) + Math.round(run.durationMs)),
    activityProgress: 'Completed',
    gradingProgress: labRun.gradable ? 'FullyGraded' : 'Failed',
    ...(submittedAt !== undefined && { submission: { submittedAt: instant(Date.parse(submittedAt)) } }),
  };
}

/** `2026-11-22T18:54:36.736+00:00`. */
function instant(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}
