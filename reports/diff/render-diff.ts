import Table from 'cli-table3';
import { type Ink, makeInk, statusFormats, type TerminalOptions } from '../terminal/ink.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount, formatPoints } from '../text/format.ts';
import { visibleLine } from '../text/visible-text.ts';
import type { CheckDifference, Grading, LabRunDifference } from './compare-lab-runs.ts';
import type { Outcome, ResultsDifference, SubmissionName } from './compare-results.ts';
import type { SetupDifference } from './compare-setups.ts';

/** In what two results differ, for a terminal: what may explain it, then a table, then the sum. */
export function renderDiff(difference: ResultsDifference, options: TerminalOptions): string {
  const ink = makeInk(options);
  const parts = [
    setups(difference.setups, ink),
    difference.labRuns.length > 0 && table(difference.labRuns, ink, options.width),
    onlyIn('Only in the first', difference.onlyInFirst, ink),
    onlyIn('Only in the second', difference.onlyInSecond, ink),
    sum(difference, ink),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function setups(differences: readonly SetupDifference[], ink: Ink): string {
  const lines = differences.map(
    ({ what, first, second }) =>
      `  ${ink('dim', what)} ${visibleLine(first || 'none')} → ${visibleLine(second || 'none')}`,
  );
  return lines.length === 0 ? '' : [ink('bold', 'The runs were made differently'), ...lines].join('\n');
}

const noFrame = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
};

function table(labRuns: readonly LabRunDifference[], ink: Ink, width: number): string {
  const heads = ['Student', 'Lab or check', 'First', 'Second'].map((head) => ink('bold', head));
  const rows = new Table({
    head: heads,
    chars: noFrame,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const labRun of labRuns) {
    rows.push(labRunRow(labRun, ink));
    for (const check of labRun.checks) rows.push(checkRow(check, ink));
  }
  return [rows.toString(), ...reasons(labRuns, ink, width)].join('\n');
}

function labRunRow({ student, lab, first, second, isOtherSubmission }: LabRunDifference, ink: Ink): string[] {
  const other = isOtherSubmission ? ink('yellow', ' other files') : '';
  return [
    visibleLine(clipText(student, 40)),
    `${ink('bold', visibleLine(lab))}${other}`,
    grading(first, ink),
    grading(second, ink),
  ];
}

function grading(each: Grading, ink: Ink): string {
  if (!each.gradable) return ink('yellow', 'ungraded');
  const bonus = each.bonus > 0 ? ` +${formatPoints(each.bonus)}` : '';
  return ink('bold', `${formatPoints(each.points)} of ${formatPoints(each.possible)}${bonus}`);
}

function checkRow({ check, first, second }: CheckDifference, ink: Ink): string[] {
  return ['', `  ${visibleLine(check)}`, outcome(first, ink), outcome(second, ink)];
}

function outcome(each: Outcome | undefined, ink: Ink): string {
  if (each === undefined) return ink('dim', 'not there');
  const points = each.possible > 0 ? ` ${formatPoints(each.points)} of ${formatPoints(each.possible)}` : '';
  return `${ink(statusFormats[each.status], each.status)}${points}`;
}

/** Why one of the two could not be graded. */
function reasons(labRuns: readonly LabRunDifference[], ink: Ink, width: number): string[] {
  return labRuns.flatMap(({ student, lab, first, second }) =>
    [first, second].flatMap((each) => {
      if (each.gradable || first.gradable === second.gradable) return [];
      const text = `${clipText(student, 40)}, ${lab}: ${clipText(each.because, width * 3)}`;
      return [ink('yellow', visibleLine(text))];
    }),
  );
}

function onlyIn(title: string, names: readonly SubmissionName[], ink: Ink): string {
  const lines = names.map(
    ({ student, lab }) => `  ${visibleLine(clipText(student, 40))}, ${visibleLine(lab)}`,
  );
  return lines.length === 0 ? '' : [ink('yellow', title), ...lines].join('\n');
}

function sum({ isSame, compared, labRuns, onlyInFirst, onlyInSecond }: ResultsDifference, ink: Ink): string {
  const both = formatCount(compared, 'submission');
  if (isSame) return ink('green', `The same verdicts and points in ${both}.`);
  if (compared === 0) return ink('bold', 'No submission is in both results.');
  const checks = labRuns.reduce((total, each) => total + each.checks.length, 0);
  const alone = onlyInFirst.length + onlyInSecond.length;
  const words = [
    `${labRuns.length} of ${both} ${labRuns.length === 1 ? 'differs' : 'differ'}, in ${formatCount(checks, 'check')}`,
    alone > 0 && `${formatCount(alone, 'submission')} in one result only`,
  ];
  return ink('bold', `${words.filter(Boolean).join('; ')}.`);
}
