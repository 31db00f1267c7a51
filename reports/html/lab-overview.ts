import { type CheckStatistics, type LabStatistics, labStatistics } from '../class-summary.ts';
import type { LabSummary, Results } from '../schema.ts';
import { kindWords } from '../status-words.ts';
import { formatCount, formatNumber, formatPoints } from '../text/format.ts';
import { sortHeader } from './gradebook.ts';
import { html, type Markup } from './markup.ts';
import { shareClass } from './share-class.ts';

/** Per lab: how the points are spread, and how often each check failed. */
export function labOverviews(results: Results): Markup {
  return html`<section aria-labelledby="labs"><h2 id="labs">What the class struggles with</h2>
${results.labs.map((lab) => labOverview(labStatistics(lab, results)))}</section>`;
}

function labOverview(statistics: LabStatistics): Markup {
  const { lab, gradable, ungradable, medianPoints } = statistics;
  const facts = [
    `${formatCount(gradable.length, 'submission')} graded`,
    ungradable.length > 0 && `${ungradable.length} not graded`,
    medianPoints !== undefined && `median ${formatPoints(medianPoints)} points`,
  ];
  return html`<section class="lab" aria-labelledby="lab-${lab.id}"><header><div><h3 id="lab-${lab.id}">${lab.title}</h3><p class="quiet">${facts.filter(Boolean).join(' · ')}</p></div>${histogram(statistics)}</header>
<details data-print ${statistics.checks.some(({ counts }) => counts.failed > 0) && 'open'}><summary>${formatCount(lab.checks.length, 'check')} of ${lab.title}</summary>${checkTable(statistics)}</details></section>`;
}

function checkTable({ lab, checks, gradable, ungradable }: LabStatistics): Markup {
  const all = gradable.length + ungradable.length;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Checks of ${lab.title}"><table class="grid checks-table">
<thead><tr>${sortHeader('Check', 'ascending')}${sortHeader('Failed', 'descending', { isSorted: true })}${sortHeader('Waiting', 'descending')}${sortHeader('Not judged', 'descending')}${sortHeader('Passed', 'descending')}${sortHeader('Points', 'descending')}</tr></thead>
<tbody>${checks.map((each) => checkRow(each, lab, all))}</tbody></table></div>`;
}

function checkRow({ check, title, counts }: CheckStatistics, lab: LabSummary, all: number): Markup {
  const summary = lab.checks.find(({ id }) => id === check);
  const points = summary?.points ?? 0;
  const unjudged = counts.inconclusive + counts.errored;
  const cells = [counts.blocked, unjudged, counts.passed];
  return html`<tr><th scope="row"><span>${title}</span> <code>${check}</code></th><td class="num fails ${shareClass(counts.failed, all)}" data-sort="${counts.failed}">${formatNumber(counts.failed)}${counts.failed > 0 && html`<span class="below">${percent(counts.failed, all)}</span>`}</td>${cells.map((count) => html`<td class="num">${formatNumber(count)}</td>`)}<td class="num" data-sort="${points}">${points > 0 ? formatPoints(points) : kindWords[summary?.kind ?? 'robust']}</td></tr>
`;
}

/** `7 %`; never 0 or 100 for what is only nearly so. */
function percent(part: number, whole: number): string {
  const share = Math.round((part / whole) * 100);
  return `${part < whole ? Math.min(99, Math.max(1, share)) : share} %`;
}

/** Ten columns, one per tenth of the possible points. */
function histogram({ histogram: tenths, lab }: LabStatistics): Markup {
  const highest = Math.max(1, ...tenths);
  const words = tenths
    .map((count, index) => `${index * 10} to ${index * 10 + 10} percent: ${count}`)
    .join(', ');
  return html`<figure class="spread"><svg class="histogram" viewBox="0 0 100 32" preserveAspectRatio="none" role="img" aria-label="Points in ${lab.title}, ${words}">
${tenths.map((count, index) => {
  const height = count === 0 ? 1 : Math.max(3, Math.round((count / highest) * 30));
  return html`<rect x="${index * 10 + 0.75}" y="${32 - height}" width="8.5" height="${height}" class="${count === 0 ? 'empty' : 'level'}"/>`;
})}</svg><figcaption aria-hidden="true"><span>0 %</span><span>of the points</span><span>100 %</span></figcaption></figure>`;
}
