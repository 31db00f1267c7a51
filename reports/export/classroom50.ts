import type { LabRun, Results } from '../schema.ts';
import { formatCount } from '../text/format.ts';
import { visibleLine } from '../text/visible-text.ts';
import type { Exported } from './export-file.ts';
import { hidesChecks, type Item, shownItems } from './item.ts';
import { notGraded, summaryLines } from './summary.ts';
import { totalOf } from './total.ts';
import { scaled, wholeFactor } from './whole-points.ts';

const fileName = 'result.json';

/** What only the runner of Classroom 50 knows of a submission: links, names and the tag that was pushed. */
export interface Classroom50Submission {
  readonly classroom: string;
  readonly assignment: string;
  readonly assignmentType: 'individual' | 'group';
  /** Whose repository it is. */
  readonly owner: string;
  /** `submit/2026-06-01T14-32-05Z-a1b2c3d` */
  readonly tag: string;
  readonly commit: string;
  readonly release: string;
  readonly review: string;
}

/**
 * `result.json`, schema `classroom50/result/v1`. All points are whole numbers: where ours have fractions, all are
 * multiplied by the same factor, so that the share stays exact.
 * @see https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json
 */
export interface Classroom50Result {
  readonly schema: 'classroom50/result/v1';
  readonly classroom: string;
  readonly assignment: string;
  readonly assignment_type: 'individual' | 'group';
  readonly owner: string;
  readonly submission: string;
  readonly commit: string;
  readonly release: string;
  readonly review: string;
  readonly datetime: string;
  readonly graded_at: string;
  readonly score: number;
  readonly 'max-score': number;
  readonly tests: readonly Classroom50Test[];
}

/** `points` and `max-points` are ours, before they were made whole. */
export interface Classroom50Test {
  readonly 'test-name': string;
  readonly passed: boolean;
  readonly score: number;
  readonly 'max-score': number;
  readonly check: string;
  readonly status: string;
  readonly points: number;
  readonly 'max-points': number;
  readonly output: string;
}

/**
 * The `result.json` of the one submission. A lab run without a score gives no file: the runner then records an error,
 * while whatever this schema can hold is a score.
 */
export function exportClassroom50(
  { labRuns: [labRun], run }: Results,
  submission: Classroom50Submission,
  countsBonus: boolean,
): Exported {
  if (!labRun?.gradable) {
    const why = labRun === undefined ? 'there is no submission in this result' : notGraded(labRun);
    return { files: [], absent: [fileName], remarks: [], leftOut: [`No ${fileName} was written: ${why}`] };
  }
  const result = toClassroom50(labRun, run.startedAt, submission, countsBonus);
  const factor = result['max-score'] / (labRun.score.possible || 1);
  const scaledNote = `Points were multiplied by ${factor}: Classroom 50 has whole points only.`;
  return {
    files: [{ path: fileName, content: JSON.stringify(result, undefined, 2) }],
    remarks: [...(factor > 1 ? [scaledNote] : []), ...bonusNote(labRun, countsBonus)],
    leftOut: [],
  };
}

function bonusNote({ score }: LabRun, countsBonus: boolean): string[] {
  const above = score.points + score.bonus - score.possible;
  if (!countsBonus || above <= 0) return [];
  return [`${formatCount(above, 'bonus point')} above the maximum left out: Classroom 50 takes none.`];
}

/** One submission as Classroom 50 wants it. @param startedAt of the run, in ISO 8601 */
export function toClassroom50(
  labRun: LabRun,
  startedAt: string,
  submission: Classroom50Submission,
  countsBonus: boolean,
): Classroom50Result {
  const items = shownItems(labRun);
  const { points, possible } = totalOf(labRun, countsBonus);
  const factor = wholeFactor([points, possible, ...items.flatMap((each) => [each.points, each.possible])]);
  const { classroom, assignment, assignmentType, owner, tag, commit, release, review } = submission;
  return {
    schema: 'classroom50/result/v1',
    ...{ classroom, assignment, assignment_type: assignmentType, owner, submission: tag },
    ...{ commit, release, review },
    datetime: wholeSeconds(labRun.submission?.submittedAt ?? startedAt),
    graded_at: wholeSeconds(startedAt),
    score: Math.min(scaled(points, factor), scaled(possible, factor)),
    'max-score': scaled(possible, factor),
    tests: [...explanation(labRun), ...items.map((item) => toTest(item, factor, countsBonus))],
  };
}

/** Why the score is not the sum of the tests, where it is not: checks are hidden, or something was taken off. */
function explanation(labRun: LabRun): Classroom50Test[] {
  if (!hidesChecks(labRun) && !labRun.score.adjustments?.length) return [];
  const nothing = { score: 0, 'max-score': 0, points: 0, 'max-points': 0 };
  const output = summaryLines(labRun).join('\n');
  const name = 'The score is not the sum of the tests';
  return [{ 'test-name': name, passed: true, ...nothing, check: labRun.lab, status: 'passed', output }];
}

/** Bonus that does not count is worth nothing there, so that the tests add up to the score. */
function toTest(item: Item, factor: number, countsBonus: boolean): Classroom50Test {
  const { id, title, kind, status, points, possible, text } = item;
  const worth = kind === 'extension' && !countsBonus ? 0 : factor;
  return {
    'test-name': visibleLine(kind === 'extension' ? `${title} (bonus)` : title) || id,
    passed: status === 'passed' || status === 'inconclusive',
    score: scaled(points, worth),
    'max-score': scaled(possible, worth),
    check: id,
    status,
    points,
    'max-points': possible,
    output: text,
  };
}

/** `2026-06-01T14:32:01Z` */
function wholeSeconds(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
