import { stringify } from 'csv-stringify/sync';
import { costlyParts, namesOf } from '../missing-parts.ts';
import type { LabRun, Results, Status } from '../schema.ts';
import { visibleLine } from '../text/visible-text.ts';
import { csvCell } from './csv-cell.ts';
import type { Exported } from './export-file.ts';
import { itemsOf } from './item.ts';
import { totalOf } from './total.ts';

type Row = Readonly<Record<string, string | number>>;

/**
 * Two tables for a spreadsheet: `scores.csv`, a line for each submission, and `checks.csv`, a line for each check of
 * each submission. For instructors: checks that students are not shown are in it. UTF-8 with a mark at the beginning,
 * without which Excel spoils names.
 */
export function exportCsv(results: Results, countsBonus: boolean): Exported {
  const waiting = (results.run.pending ?? []).map(({ student, lab }) => ({ student, lab, state: 'to come' }));
  const scores = [...results.labRuns.map((each) => scoreRow(each, results, countsBonus)), ...waiting];
  return {
    files: [
      { path: 'scores.csv', content: table(scoreColumns, scores) },
      { path: 'checks.csv', content: table(checkColumns, results.labRuns.flatMap(checkRows)) },
    ],
    remarks: [],
    leftOut: [],
  };
}

const statuses: readonly Status[] = ['passed', 'failed', 'blocked', 'inconclusive', 'errored'];
const scoreColumns = [
  ...['student', 'name', 'section', 'lab', 'state', 'total', 'points', 'possible', 'bonus', 'bonus_possible'],
  ...[
    'deducted',
    ...statuses,
    'missing_parts',
    'reason',
    'submitted_at',
    'seed',
    'lab_version',
    'submission',
  ],
];
const checkColumns = [
  'student',
  'lab',
  'part',
  'check',
  'title',
  'kind',
  'status',
  'points',
  'possible',
  'shown',
];

function table(columns: string[], rows: readonly Row[]): string {
  const safe = rows.map((row) =>
    columns.map((column) => {
      const value = row[column] ?? '';
      return typeof value === 'number' ? value : csvCell(visibleLine(value));
    }),
  );
  return stringify([columns, ...safe], { bom: true });
}

function scoreRow(labRun: LabRun, { roster = [], run }: Results, countsBonus: boolean): Row {
  const { student, lab, score, verdicts, gradable, labVersion, submissionHash } = labRun;
  const person = roster.find((each) => each.student === student);
  const counts = statuses.map((status) => [status, verdicts.filter((each) => each.status === status).length]);
  const deducted = (score.adjustments ?? []).reduce((sum, { points }) => sum + points, 0);
  const { points, possible, bonus, bonusPossible } = score;
  return {
    ...{ student, name: person?.name ?? '', section: person?.section ?? '', lab },
    state: gradable ? 'graded' : 'ungradable',
    ...(gradable && { total: totalOf(labRun, countsBonus).points, points, bonus, deducted }),
    ...{ possible, bonus_possible: bonusPossible, ...Object.fromEntries(counts) },
    missing_parts: namesOf(costlyParts(labRun)),
    reason: labRun.ungradableBecause ?? '',
    submitted_at: labRun.submission?.submittedAt ?? '',
    ...{ seed: run.seed, lab_version: labVersion, submission: submissionHash },
  };
}

function checkRows(labRun: LabRun): Row[] {
  const { student, lab, gradable } = labRun;
  return itemsOf(labRun).map(({ id, title, part, kind, status, points, possible, visibility }) => ({
    ...{ student, lab, part, check: id, title, kind, status, possible, shown: visibility },
    ...(gradable && { points }),
  }));
}
