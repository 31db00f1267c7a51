import { type LabEffort, labEffort } from '../lab-effort.ts';
import type { Results } from '../schema.ts';
import { formatCount, formatDuration, formatNumber } from '../text/format.ts';
import { submissionLink } from './class-links.ts';
import { sortHeader } from './gradebook.ts';
import { html, type Markup } from './markup.ts';

/** Per lab: how long submissions took, and how often the grader had to look twice. */
export function effortTable(results: Results): Markup {
  const heads = ['Submissions', 'Median time', 'All together', 'Judged again', 'Not judged'];
  return html`<section aria-labelledby="effort"><h2 id="effort">Time and retries</h2>
<p class="lead">A failure that may be one of time is looked at again in fresh worlds before it counts.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="effort"><table class="grid">
<thead><tr>${sortHeader('Lab', 'ascending')}${heads.map((head) => sortHeader(head, 'descending'))}<th scope="col"><span class="plain">Longest</span></th></tr></thead>
<tbody>${results.labs.map((lab) => row(labEffort(lab, results)))}</tbody></table></div></section>`;
}

function row({
  lab,
  labRuns,
  medianMs,
  totalMs,
  longest,
  judgedAgain,
  moreLooks,
  inconclusive,
}: LabEffort): Markup {
  const again = moreLooks > judgedAgain && html`<span class="below">${formatCount(moreLooks, 'look')}</span>`;
  return html`<tr><th scope="row">${lab.title}</th><td class="num">${formatNumber(labRuns)}</td>${time(medianMs)}${time(totalMs)}<td class="num" data-sort="${judgedAgain}">${formatNumber(judgedAgain)}${again}</td><td class="num">${formatNumber(inconclusive)}</td><td class="num">${longest && html`${formatDuration(longest.durationMs)}<span class="below">${submissionLink(longest)}</span>`}</td></tr>
`;
}

function time(durationMs: number): Markup {
  return html`<td class="num" data-sort="${Math.round(durationMs)}">${formatDuration(durationMs)}</td>`;
}
