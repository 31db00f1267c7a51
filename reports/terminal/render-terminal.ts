import Table from 'cli-table3';
import { type StudentRow, studentRows } from '../class-summary.ts';
import type { LabRun, LabSummary, Results } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount, formatDuration, formatPoints } from '../text/format.ts';
import { visibleLine, visibleText } from '../text/visible-text.ts';
import { type Ink, makeInk, type TerminalOptions } from './ink.ts';
import { wrapText } from './wrap-text.ts';

export interface ClassTerminalOptions extends TerminalOptions {
  /** Where the report was written, as the user would open it; the line is left out when absent. */
  readonly reportPath?: string;
}

/** The gradebook of `grade all` for a terminal, then what was not graded and why, then where the report is. */
export function renderTerminal(results: Results, options: ClassTerminalOptions): string {
  const ink = makeInk(options);
  const ungradable = results.labRuns.filter(({ gradable }) => !gradable);
  const parts = [
    gradebook(results, ink),
    tally(results, ink),
    ungradable.length > 0 && notGraded(ungradable, ink, options.width),
    ...results.run.notes.map((note) => ink('yellow', note)),
    options.reportPath !== undefined && `Report: ${ink('bold', options.reportPath)}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const noFrame = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
};

function gradebook(results: Results, ink: Ink): string {
  const titles = ['Student', ...results.labs.map(({ title }) => title), 'Total'];
  const table = new Table({
    // A word a line keeps the columns as narrow as their figures.
    head: titles.map((title) =>
      title
        .split(' ')
        .map((word) => ink('bold', word))
        .join('\n'),
    ),
    colAligns: ['left', ...results.labs.map(() => 'right' as const), 'right'],
    chars: noFrame,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  const rows = studentRows(results);
  for (const row of rows) table.push(line(row, results.labs, ink));
  const legend = '* without what could not be graded';
  const note = rows.some(({ isIncomplete }) => isIncomplete) ? `\n${ink('dim', legend)}` : '';
  return `${table.toString()}${note}`;
}

function line(row: StudentRow, labs: readonly LabSummary[], ink: Ink): string[] {
  const total = `${formatPoints(row.points)}${row.bonus > 0 ? ` +${formatPoints(row.bonus)}` : ''}`;
  return [
    visibleLine(clipText(row.student, 40)),
    ...labs.map(({ id }) => cell(row.labRuns.get(id), ink)),
    ink('bold', row.isGraded ? total : '-') + (row.isIncomplete ? ink('yellow', '*') : ' '),
  ];
}

function cell(labRun: LabRun | undefined, ink: Ink): string {
  if (!labRun) return ink('dim', '-');
  if (!labRun.gradable) return ink('yellow', 'ungraded');
  const { points, possible, bonus } = labRun.score;
  const text = `${formatPoints(points)}${bonus > 0 ? ` +${formatPoints(bonus)}` : ''}`;
  return points >= possible ? ink('green', text) : text;
}

function tally({ run, labRuns }: Results, ink: Ink): string {
  const { passed, failed, blocked, inconclusive, errored } = run.counts;
  const counts = [
    `${passed} passed`,
    `${failed} failed`,
    blocked > 0 && `${blocked} waiting for those`,
    inconclusive > 0 && `${inconclusive} inconclusive`,
    errored > 0 && `${errored} errored`,
  ];
  const head = `${formatCount(labRuns.length, 'submission')} in ${formatDuration(run.durationMs)}, seed ${run.seed}`;
  return `${visibleText(head)}\n${ink('dim', `Checks: ${counts.filter(Boolean).join(', ')}`)}`;
}

function notGraded(labRuns: readonly LabRun[], ink: Ink, width: number): string {
  const entries = labRuns.map(
    ({ student, labTitle, ungradableBecause }) =>
      `  ${ink('bold', visibleLine(clipText(student, 40)))}, ${visibleText(labTitle)}\n${visibleText(wrapText(clipText(ungradableBecause ?? 'The reason was not recorded.', 600), width, '    '))}`,
  );
  return [ink('yellow', 'Not graded (this is not a zero):'), ...entries].join('\n');
}
