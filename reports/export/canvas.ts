import type { LabRun, LabSummary, Results } from '../schema.ts';
import { formatPoints } from '../text/format.ts';
import { visibleLine } from '../text/visible-text.ts';
import { chooseColumns, noColumnNote } from './canvas-choice.ts';
import { type CanvasAssignment, findColumns } from './canvas-columns.ts';
import { type FindRow, rowFinder } from './canvas-students.ts';
import { readTable, type Table, writeTable } from './canvas-table.ts';
import type { Exported } from './export-file.ts';
import { totalOf } from './total.ts';

export interface CanvasOptions {
  /** The gradebook as the instructor exported it from Canvas. */
  readonly template: string;
  /** Heading, title or number of the column of a lab, by the lab's id; where none is named, one is looked for. */
  readonly assignments: ReadonlyMap<string, string>;
  readonly countsBonus: boolean;
}

/** A lab run, and the cell that its score goes to. */
interface Target {
  readonly labRun: LabRun;
  readonly row: number;
  readonly column: CanvasAssignment;
}

/**
 * The instructor's own export, with the scores filled in, to be imported again: nothing else is changed and no line is
 * added. Cells of what was not graded, and those that say `EX`, stay as they are. Where an assignment is worth other
 * points in Canvas than here, scores are scaled.
 * @throws CanvasTemplateError when it is no such export, or it is not clear which column is meant
 */
export function exportCanvas(results: Results, options: CanvasOptions): Exported {
  const table = readTable(options.template);
  const columns = findColumns(table);
  const chosen = chooseColumns(results.labs, columns.assignments, options.assignments);
  const missing = results.labs.filter(({ id }) => !chosen.has(id));
  const found = results.labRuns.flatMap((labRun) => {
    const column = chosen.get(labRun.lab);
    return column === undefined ? [] : [{ labRun, column }];
  });
  const findRow = rowFinder(table, columns, results.roster ?? []);
  const placed = found.map((each) => place(each, table, findRow));
  const { single, shared } = splitShared(placed.filter((each) => typeof each !== 'string'));
  return {
    files: [{ path: 'canvas.csv', content: writeTable(fill(table, single, options.countsBonus)) }],
    remarks: results.labs.flatMap((lab) => scaleNote(lab, chosen.get(lab.id), results, table)),
    leftOut: [
      ...missing.map((lab) => noColumnNote(lab, columns.assignments)),
      ...placed.filter((each) => typeof each === 'string'),
      ...shared.map(({ labRun }) => leftOut(labRun, 'fits the same line as somebody else')),
    ],
  };
}

/** Where it goes, or a sentence why nowhere. */
function place({ labRun, column }: Omit<Target, 'row'>, table: Table, findRow: FindRow): Target | string {
  const row = findRow(labRun.student);
  if (row === undefined) return leftOut(labRun, "is not in Canvas's export");
  if (row === 'ambiguous') return leftOut(labRun, "fits several lines of Canvas's export");
  if (!labRun.gradable)
    return `${nameOf(labRun)} was not graded: the cell stays as it was, which is not a zero.`;
  const isExcused = table.rows[row]?.[column.index]?.text.trim().toUpperCase() === 'EX';
  if (isExcused) return `${nameOf(labRun)} is excused in Canvas: the cell stays as it was.`;
  return { labRun, column, row };
}

function leftOut(labRun: LabRun, why: string): string {
  return `${nameOf(labRun)} ${why}, and was left out.`;
}

function nameOf({ student, lab }: LabRun): string {
  return `${visibleLine(student)} (${lab})`;
}

/** Two students of ours who fit one line of theirs: which of them it is, nobody knows. */
function splitShared(targets: readonly Target[]): { single: readonly Target[]; shared: readonly Target[] } {
  const byCell = [...Map.groupBy(targets, ({ row, column }) => `${row} ${column.index}`).values()];
  return {
    single: byCell.filter(({ length }) => length === 1).flat(),
    shared: byCell.filter(({ length }) => length > 1).flat(),
  };
}

function fill(table: Table, targets: readonly Target[], countsBonus: boolean): Table {
  const texts = new Map(
    targets.map(({ labRun, row, column }) => [
      `${row} ${column.index}`,
      scoreText(labRun, pointsInCanvas(table, column), countsBonus),
    ]),
  );
  const rows = table.rows.map((row, number) =>
    row.map((cell, index) => ({ ...cell, text: texts.get(`${number} ${index}`) ?? cell.text })),
  );
  return { ...table, rows };
}

/** With a point for the decimals, which Canvas reads whatever the language. */
function scoreText(labRun: LabRun, worth: number | undefined, countsBonus: boolean): string {
  const { points, possible } = totalOf(labRun, countsBonus);
  const factor = worth === undefined || possible === 0 ? 1 : worth / possible;
  return formatPoints(points * factor);
}

/** What the assignment is worth there; undefined where the export does not say. */
function pointsInCanvas({ rows }: Table, { index }: CanvasAssignment): number | undefined {
  const row = rows.find(([first]) => first?.text.includes('Points Possible'));
  const points = Number((row?.[index]?.text ?? '').trim().replace(',', '.'));
  return points > 0 ? points : undefined;
}

function scaleNote(
  { id, title }: LabSummary,
  column: CanvasAssignment | undefined,
  { labRuns }: Results,
  table: Table,
): string[] {
  const worth = column && pointsInCanvas(table, column);
  const own = new Set(labRuns.filter(({ lab }) => lab === id).map(({ score }) => score.possible));
  if (worth === undefined || (own.size === 1 && own.has(worth))) return [];
  const points = [...own].map(formatPoints).join(' or ');
  return [
    `${title} is worth ${formatPoints(worth)} points in Canvas and ${points} here: scores were scaled.`,
  ];
}
