import { type StudentRow, studentRows } from '../class-summary.ts';
import { labRunFolder } from '../report-paths.ts';
import type { LabRun, LabSummary, Results } from '../schema.ts';
import { formatPoints } from '../text/format.ts';
import { html, type Markup } from './markup.ts';
import { shareClass } from './share-class.ts';

/** Students by labs, sortable and with a filter. */
export function gradebook(results: Results): Markup {
  const rows = studentRows(results);
  const { labs } = results;
  return html`<section aria-labelledby="gradebook"><h2 id="gradebook">Gradebook</h2>
<p class="filter" hidden><label for="filter">Find</label> <input id="filter" type="search" data-filter="students" placeholder="name or words" autocomplete="off"> <span id="students-shown" role="status" class="quiet">${rows.length} of ${rows.length} shown</span></p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="gradebook"><table id="students" class="grid">
<thead><tr>${sortHeader('Student', 'ascending', true)}${labs.map(({ title }) => sortHeader(title, 'descending'))}${sortHeader('Total', 'descending')}</tr></thead>
<tbody>${rows.map((row) => studentRow(row, labs))}</tbody></table></div></section>`;
}

/** A header that sorts its column; the first press gives `first`. */
export function sortHeader(title: string, first: 'ascending' | 'descending', isSorted = false): Markup {
  return html`<th scope="col" aria-sort="${isSorted ? first : 'none'}" data-first="${first}"><button type="button">${title}</button></th>`;
}

function studentRow(row: StudentRow, labs: readonly LabSummary[]): Markup {
  return html`<tr><th scope="row">${row.student}</th>${labs.map((lab) => labCell(row.labRuns.get(lab.id)))}${totalCell(row)}</tr>
`;
}

function totalCell({ points, bonus, isGraded, isIncomplete }: StudentRow): Markup {
  if (!isGraded) return html`<td data-sort="-1" class="num total"><span class="quiet">not graded</span></td>`;
  const note = isIncomplete && html`<span class="quiet">incomplete</span>`;
  return html`<td data-sort="${points + bonus}" class="num total">${formatPoints(points)}${bonusMark(bonus)}${note}</td>`;
}

function labCell(labRun: LabRun | undefined): Markup {
  if (!labRun) return html`<td data-sort="-2" class="num none">not handed in</td>`;
  const href = `${labRunFolder(labRun)}/index.html`;
  if (!labRun.gradable) {
    return html`<td data-sort="-1" class="num"><a data-inside class="ungraded" href="${href}">not graded</a></td>`;
  }
  const { score } = labRun;
  return html`<td data-sort="${score.points}" class="num ${shareClass(score.points, score.possible)}"><a data-inside href="${href}">${formatPoints(score.points)}</a>${bonusMark(score.bonus)}</td>`;
}

/** Empty where there is none, so that the points stay in line. */
function bonusMark(points: number): Markup {
  return html`<span class="plus">${points > 0 && `+${formatPoints(points)}`}</span>`;
}
