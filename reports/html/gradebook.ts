import { fullPoints, fullTotal, type StudentRow, studentRows } from '../class-summary.ts';
import { costlyParts, namesOf } from '../missing-parts.ts';
import { labRunFolder } from '../report-paths.ts';
import type { LabSummary, Results } from '../schema.ts';
import { formatPoints } from '../text/format.ts';
import { html, type Markup } from './markup.ts';
import { shareClass } from './share-class.ts';

/** Students by labs, sortable and with a filter. */
export function gradebook(results: Results): Markup {
  const rows = studentRows(results);
  const { labs } = results;
  const total = fullTotal(results);
  const isMixed = rows.some(({ isGraded, possible }) => isGraded && possible !== total);
  return html`<section aria-labelledby="gradebook"><h2 id="gradebook">Gradebook</h2>
<p class="filter" hidden><label for="filter">Find</label> <input id="filter" type="search" data-filter="students" placeholder="name or words" autocomplete="off"> <span id="students-shown" role="status" class="quiet">${rows.length} of ${rows.length} shown</span></p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="gradebook"><table id="students" class="grid">
<thead><tr>${sortHeader('Student', 'ascending', { isSorted: true })}${labs.map((lab) => sortHeader(lab.title, 'descending', { of: fullPoints(lab) }))}${sortHeader('Total', 'descending', { of: total })}</tr></thead>
<tbody>${rows.map((row) => studentRow(row, labs, total))}</tbody></table></div>
${isMixed && html`<p class="legend">A total counts what was handed in and graded.</p>`}</section>`;
}

export interface SortHeaderOptions {
  readonly isSorted?: boolean;
  /** The most that a cell of the column can be. */
  readonly of?: number;
}

/** A header that sorts its column; the first press gives `first`. */
export function sortHeader(
  title: string,
  first: 'ascending' | 'descending',
  { isSorted = false, of }: SortHeaderOptions = {},
): Markup {
  const most = of !== undefined && html`<span class="most">of ${formatPoints(of)}</span>`;
  return html`<th scope="col" aria-sort="${isSorted ? first : 'none'}" data-first="${first}"><button type="button">${title}</button>${most}</th>`;
}

function studentRow(row: StudentRow, labs: readonly LabSummary[], total: number): Markup {
  return html`<tr><th scope="row">${row.student}</th>${labs.map((lab) => labCell(row, lab))}${totalCell(row, total)}</tr>
`;
}

function totalCell({ points, possible, bonus, isGraded, isIncomplete }: StudentRow, full: number): Markup {
  if (!isGraded) return html`<td data-sort="-1" class="num total"><span class="quiet">not graded</span></td>`;
  const note = isIncomplete && html`<span class="below">incomplete</span>`;
  return html`<td data-sort="${points + bonus}" class="num total">${formatPoints(points)}${bonusMark(bonus)}${outOf(possible, full)}${note}</td>`;
}

function labCell({ labRuns, pending }: StudentRow, lab: LabSummary): Markup {
  const labRun = labRuns.get(lab.id);
  if (pending.has(lab.id)) return html`<td data-sort="-1" class="num none">not yet graded</td>`;
  if (!labRun) return html`<td data-sort="-2" class="num none">not handed in</td>`;
  const href = `${labRunFolder(labRun)}/index.html`;
  if (!labRun.gradable) {
    return html`<td data-sort="-1" class="num"><a data-inside class="ungraded" href="${href}">not graded</a></td>`;
  }
  const { score } = labRun;
  const missing = labRun.programs.length > 0 ? costlyParts(labRun) : [];
  const note = missing.length > 0 && html`<span class="below">no ${namesOf(missing)}</span>`;
  return html`<td data-sort="${score.points}" class="num ${shareClass(score.points, score.possible)}"><a data-inside href="${href}">${formatPoints(score.points)}</a>${bonusMark(score.bonus)}${outOf(score.possible, fullPoints(lab))}${note}</td>`;
}

/** Said only where it is not what the head of the column says. */
function outOf(possible: number, full: number): Markup | null {
  return possible === full ? null : html` <span class="below">of ${formatPoints(possible)}</span>`;
}

/** Empty where there is none, so that the points stay in line. */
function bonusMark(points: number): Markup {
  return html`<span class="plus">${points > 0 && `+${formatPoints(points)}`}</span>`;
}
