import Table from 'cli-table3';
import { fullPoints, fullTotal, type StudentRow, studentRows } from '../class-summary.ts';
import { costlyParts, lossOf, namesOf } from '../missing-parts.ts';
import type { LabRun, LabSummary, Results } from '../schema.ts';
import { describeAdjustments } from '../score-notes.ts';
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
    notHandedIn(results.labRuns, ink),
    adjusted(results.labRuns, ink),
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
  const total = fullTotal(results);
  const words = Math.max(...results.labs.map(({ title }) => title.split(' ').length));
  const heads = [
    ink('bold', 'Student'),
    ...results.labs.map((lab) => head(lab.title, fullPoints(lab), words, ink)),
    head('Total', total, words, ink),
  ];
  const table = new Table({
    head: heads,
    colAligns: ['left', ...results.labs.map(() => 'right' as const), 'right'],
    chars: noFrame,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  const rows = studentRows(results);
  for (const row of rows) table.push(line(row, results.labs, total, ink));
  const legend = [
    rows.some(({ isGraded, possible }) => isGraded && possible !== total) &&
      'A total counts what was handed in and graded.',
    rows.some(({ isIncomplete }) => isIncomplete) && '* without what could not be graded, or not yet',
  ].filter((text) => text !== false);
  return [table.toString(), ...legend.map((text) => ink('dim', text))].join('\n');
}

/** A word a line keeps the columns as narrow as their figures. */
function head(title: string, possible: number, lines: number, ink: Ink): string {
  const words = title.split(' ').map((word) => ink('bold', word));
  const gap = new Array<string>(lines - words.length).fill('');
  return [...words, ...gap, ink('dim', `of ${formatPoints(possible)}`)].join('\n');
}

function line(row: StudentRow, labs: readonly LabSummary[], full: number, ink: Ink): string[] {
  const total = outOf(row, full);
  return [
    visibleLine(clipText(row.student, 40)),
    ...labs.map((lab) => cell(row, lab, ink)),
    ink('bold', row.isGraded ? total : '-') + (row.isIncomplete ? ink('yellow', '*') : ' '),
  ];
}

function cell({ labRuns, pending }: StudentRow, lab: LabSummary, ink: Ink): string {
  const labRun = labRuns.get(lab.id);
  if (pending.has(lab.id)) return ink('yellow', 'to come');
  if (!labRun) return ink('dim', '-');
  if (!labRun.gradable) return ink('yellow', 'ungraded');
  const { points, possible } = labRun.score;
  const text = outOf(labRun.score, fullPoints(lab));
  return points >= possible ? ink('green', text) : text;
}

/** `92 +6`; `12 of 25` where the possible points are not those of the column's head. */
function outOf(
  { points, possible, bonus }: { readonly points: number; readonly possible: number; readonly bonus: number },
  full: number,
): string {
  const of = possible === full ? '' : ` of ${formatPoints(possible)}`;
  return `${formatPoints(points)}${of}${bonus > 0 ? ` +${formatPoints(bonus)}` : ''}`;
}

/** Parts of labs that cost points because nobody could find them. */
function notHandedIn(labRuns: readonly LabRun[], ink: Ink): string {
  const lines = labRuns
    .filter(({ gradable }) => gradable)
    .map((labRun) => ({ labRun, parts: costlyParts(labRun) }))
    .filter(({ labRun, parts }) => parts.length > 0 && labRun.programs.length > 0)
    .map(
      ({ labRun: { student, labTitle }, parts }) =>
        `  ${ink('bold', visibleLine(clipText(student, 40)))}, ${visibleText(labTitle)}: no ${visibleLine(namesOf(parts))} was found (${lossOf(parts)})`,
    );
  return lines.length === 0 ? '' : [ink('yellow', 'Handed in only in part:'), ...lines].join('\n');
}

/** Deductions that no check explains. */
function adjusted(labRuns: readonly LabRun[], ink: Ink): string {
  const lines = labRuns.flatMap(({ student, labTitle, score }) =>
    describeAdjustments(score).map(
      (text) =>
        `  ${ink('bold', visibleLine(clipText(student, 40)))}, ${visibleText(labTitle)}: ${visibleLine(text)}`,
    ),
  );
  return lines.length === 0
    ? ''
    : [ink('yellow', 'Deductions, counted in the points above:'), ...lines].join('\n');
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
