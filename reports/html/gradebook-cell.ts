import { fullPoints, type StudentRow } from '../class-summary.ts';
import { costlyParts, namesOf } from '../missing-parts.ts';
import { labRunFolder } from '../report-paths.ts';
import type { LabRun, LabSummary } from '../schema.ts';
import { formatCount, formatPoints } from '../text/format.ts';
import { html, type Markup } from './markup.ts';
import { shareClass } from './share-class.ts';

/** What the gradebook can be narrowed to, and what its filter calls it. The words stand in `data-is` of the cells. */
export const cellStates = {
  ungraded: 'not graded',
  absent: 'not handed in',
  pending: 'not graded yet',
  late: 'late',
  findings: 'with findings',
  unjudged: 'with checks not judged',
} as const;

export type CellState = keyof typeof cellStates;

/** What holds of one student's work for one lab. */
export function statesOf({ labRuns, pending }: StudentRow, lab: LabSummary): CellState[] {
  const labRun = labRuns.get(lab.id);
  if (pending.has(lab.id)) return ['pending'];
  if (!labRun) return ['absent'];
  const states = {
    ungraded: !labRun.gradable,
    late: labRun.submission?.isLate ?? false,
    findings: labRun.findings.length > 0,
    unjudged: labRun.gradable && labRun.verdicts.some(({ status }) => status === 'inconclusive'),
  };
  return (Object.keys(states) as (keyof typeof states)[]).filter((state) => states[state]);
}

/** A student's points in one lab, or why there are none. */
export function labCell(row: StudentRow, lab: LabSummary): Markup {
  const states = statesOf(row, lab);
  const labRun = row.labRuns.get(lab.id);
  const is = states.length > 0 && html` data-is="${states.join(' ')}"`;
  if (row.pending.has(lab.id)) return html`<td${is} data-sort="-1" class="num none">not yet graded</td>`;
  if (!labRun) {
    return html`<td${is} data-sort="-2" class="num none"><span aria-hidden="true">–</span><span class="unseen">not handed in</span></td>`;
  }
  const href = `${labRunFolder(labRun)}/index.html`;
  if (!labRun.gradable) {
    return html`<td${is} data-sort="-1" class="num"><a data-inside class="ungraded" href="${href}">not graded</a>${notes(labRun)}</td>`;
  }
  const { points, possible, bonus } = labRun.score;
  return html`<td${is} data-sort="${points}" class="num ${shareClass(points, possible)}"><a data-inside href="${href}">${formatPoints(points)}</a>${bonusMark(bonus)}${outOf(possible, fullPoints(lab))}${notes(labRun)}</td>`;
}

/** What explains the points, or asks for a look. */
function notes(labRun: LabRun): Markup | null {
  const { findings, programs, gradable, submission } = labRun;
  const missing = gradable && programs.length > 0 ? costlyParts(labRun) : [];
  const all = [
    missing.length > 0 && `no ${namesOf(missing)}`,
    submission?.isLate && (submission.lateDays ? `${formatCount(submission.lateDays, 'day')} late` : 'late'),
    findings.length > 0 && formatCount(findings.length, 'finding'),
  ].filter(Boolean);
  return all.length === 0 ? null : html`<span class="below">${all.join(', ')}</span>`;
}

/** Said only where it is not what the head of the column says. */
export function outOf(possible: number, full: number): Markup | null {
  return possible === full ? null : html` <span class="below">of ${formatPoints(possible)}</span>`;
}

/** Empty where there is none, so that the points stay in line. */
export function bonusMark(points: number): Markup {
  return html`<span class="plus">${points > 0 && `+${formatPoints(points)}`}</span>`;
}
