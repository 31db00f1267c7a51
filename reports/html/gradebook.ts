import { fullPoints, fullTotal, type StudentRow } from '../class-summary.ts';
import type { LabSummary, Results } from '../schema.ts';
import { formatPoints } from '../text/format.ts';
import { bonusMark, labCell, outOf } from './gradebook-cell.ts';
import { gradebookFilter } from './gradebook-filter.ts';
import { html, type Markup } from './markup.ts';

/** A table longer than this scrolls by itself, so that the rest of the page stays near. */
const maxRowsInPage = 40;

/** Students by labs, sortable and with a filter. */
export function gradebook(results: Results, rows: readonly StudentRow[]): Markup {
  const { labs } = results;
  const total = fullTotal(results);
  const isMixed = rows.some(({ isGraded, possible }) => isGraded && possible !== total);
  return html`<section aria-labelledby="gradebook"><h2 id="gradebook">Gradebook</h2>
${gradebookFilter('students', results, rows)}
<div class="scroll${rows.length > maxRowsInPage && ' tall'}" tabindex="0" role="region" aria-labelledby="gradebook"><table id="students" class="grid">
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
  const { student, person } = row;
  const name = person?.name && person.name !== student && html`<span class="below">${person.name}</span>`;
  return html`<tr><th scope="row">${student}${name}</th>${labs.map((lab) => labCell(row, lab))}${totalCell(row, total)}</tr>
`;
}

function totalCell(row: StudentRow, full: number): Markup {
  const { points, possible, bonus, isGraded, isIncomplete, isAbsent } = row;
  if (isAbsent) return html`<td data-sort="-2" class="num total"><span class="quiet">nothing</span></td>`;
  if (!isGraded) return html`<td data-sort="-1" class="num total"><span class="quiet">not graded</span></td>`;
  const note = isIncomplete && html`<span class="below">incomplete</span>`;
  return html`<td data-sort="${points + bonus}" class="num total">${formatPoints(points)}${bonusMark(bonus)}${outOf(possible, full)}${note}</td>`;
}
