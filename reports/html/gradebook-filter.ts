import type { StudentRow } from '../class-summary.ts';
import type { Results } from '../schema.ts';
import { formatNumber } from '../text/format.ts';
import { type CellState, cellStates, statesOf } from './gradebook-cell.ts';
import { html, type Markup } from './markup.ts';

/** Narrows the table by name, lab and state. Hidden until the script of the page runs. Only states that occur are offered. */
export function gradebookFilter(table: string, { labs }: Results, rows: readonly StudentRow[]): Markup {
  const occurring = new Set(rows.flatMap((row) => labs.flatMap((lab) => statesOf(row, lab))));
  const states = (Object.keys(cellStates) as CellState[]).filter((state) => occurring.has(state));
  const count = formatNumber(rows.length);
  return html`<div class="filter" data-filter="${table}" hidden>
<p><label for="${table}-name">Name</label> <input id="${table}-name" data-by="name" type="search" autocomplete="off"></p>
<p><label for="${table}-lab">Lab</label> <select id="${table}-lab" data-by="lab"><option value="">any lab</option>${labs.map(({ title }, index) => html`<option value="${index + 1}">${title}</option>`)}</select></p>
<p><label for="${table}-state">Show</label> <select id="${table}-state" data-by="state"><option value="">everybody</option><option value="handed-in">handed in</option>${states.map((state) => html`<option value="${state}">${cellStates[state]}</option>`)}</select></p>
<p role="status" class="quiet">${count} of ${count} shown</p></div>`;
}
