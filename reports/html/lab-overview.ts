import { type CheckStatistics, type LabStatistics, labStatistics } from '../class-summary.ts';
import type { LabSummary, Results } from '../schema.ts';
import { kindWords } from '../status-words.ts';
import { formatCount, formatNumber, formatPoints } from '../text/format.ts';
import { sortHeader } from './gradebook.ts';
import { html, type Markup } from './markup.ts';
import { shareClass } from './share-class.ts';

const shownHardest = 5;

/** Per lab: the core checks that failed most often, and how each check came out. */
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
  return html`<section class="lab" aria-labelledby="lab-${lab.id}"><h3 id="lab-${lab.id}">${lab.title}</h3><p class="quiet">${facts.filter(Boolean).join(' · ')}</p>
${hardest(statistics)}
<details class="all-checks" data-print><summary>All ${formatCount(lab.checks.length, 'check')} of ${lab.title}</summary>${checkTable(statistics)}</details></section>`;
}

/** What cost the class points most often: bonus and robustness, which few attempt, would hide it. */
function hardest({ lab, checks, gradable, ungradable }: LabStatistics): Markup {
  const all = gradable.length + ungradable.length;
  const core = new Set(lab.checks.filter(({ kind }) => kind === 'core').map(({ id }) => id));
  const failing = checks.filter(({ check, counts }) => core.has(check) && counts.failed > 0);
  if (failing.length === 0) return html`<p class="lead">No core check failed.</p>`;
  const line = ({ title, counts: { failed } }: CheckStatistics) =>
    html`<li><span>${title}</span><span class="num fails ${shareClass(failed, all)}">${percent(failed, all)} <span class="quiet">${formatNumber(failed)} of ${formatNumber(all)}</span></span></li>`;
  const rest = failing.length - shownHardest;
  return html`<ol class="hardest">${failing.slice(0, shownHardest).map(line)}</ol>${rest > 0 && html`<p class="quiet legend">${formatCount(rest, 'more core check')} failed.</p>`}`;
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
