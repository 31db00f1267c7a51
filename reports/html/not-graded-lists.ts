import type { StudentRow } from '../class-summary.ts';
import type { LabRun } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount } from '../text/format.ts';
import { submissionLink } from './class-links.ts';
import { html, type Markup } from './markup.ts';

const maxReasonLength = 600;
const maxReasons = 300;

/** What could not be graded, by its reason: one broken machine is one line, not a thousand. */
export function ungradableList(labRuns: readonly LabRun[]): Markup | null {
  const ungradable = labRuns.filter(({ gradable }) => !gradable);
  if (ungradable.length === 0) return null;
  const byReason = [...Map.groupBy(ungradable, ({ ungradableBecause }) => ungradableBecause ?? '')];
  const sorted = byReason.toSorted(([, a], [, b]) => b.length - a.length);
  const rest = sorted.slice(maxReasons).reduce((all, [, runs]) => all + runs.length, 0);
  return html`<section aria-labelledby="ungradable"><h2 id="ungradable">Not graded, and why</h2>
<p class="lead">None of these is a zero: the program could not be run here, or the grader failed. An earlier score stands.</p>
<dl class="reasons">${sorted.slice(0, maxReasons).map(reason)}</dl>
${rest > 0 && html`<p class="legend">${formatCount(rest, 'more submission')} with other reasons: use the filter “not graded” above.</p>`}</section>`;
}

function reason([because, labRuns]: readonly [string, readonly LabRun[]]): Markup {
  return html`<div><dt>${clipText(because || 'The reason was not recorded.', maxReasonLength)}</dt>
<dd>${labRuns.length > 1 && html`<span class="quiet">${formatCount(labRuns.length, 'submission')}:</span> `}${labRuns.map((labRun, index) => html`${index > 0 && html`<span aria-hidden="true"> · </span>`}${submissionLink(labRun)}`)}</dd></div>
`;
}

/** Who handed in nothing at all. */
export function absentList(rows: readonly StudentRow[]): Markup | null {
  const absent = rows.filter(({ isAbsent }) => isAbsent);
  if (absent.length === 0) return null;
  return html`<section aria-labelledby="absent"><h2 id="absent">Handed in nothing</h2>
<p class="lead">On the roster, and without a submission in this run. That is not a zero by itself.</p>
<ul class="names">${absent.map(({ student, person }) => html`<li>${student}${person?.name && person.name !== student && html` <span class="quiet">${person.name}</span>`}</li>`)}</ul></section>`;
}

/** How many checks of graded submissions are without a judgement. */
export function unjudgedChecks(labRuns: readonly LabRun[]): number {
  return labRuns.reduce((all, labRun) => all + (labRun.gradable ? countUnjudged(labRun) : 0), 0);
}

function countUnjudged({ verdicts }: LabRun): number {
  return verdicts.filter(({ status }) => status === 'inconclusive').length;
}

/** Submissions that were graded and have checks without a judgement. */
export function unjudgedList(labRuns: readonly LabRun[]): Markup | null {
  const open = labRuns.filter((labRun) => labRun.gradable && countUnjudged(labRun) > 0);
  if (open.length === 0) return null;
  return html`<section aria-labelledby="unjudged"><h2 id="unjudged">Checks without a judgement</h2>
<ul class="checks placed">${open.map((labRun) => html`<li>${submissionLink(labRun)} <span>${formatCount(countUnjudged(labRun), 'check')} inconclusive</span></li>`)}</ul></section>`;
}
