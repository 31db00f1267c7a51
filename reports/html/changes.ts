import type { CheckDifference, Grading, LabRunDifference } from '../diff/compare-lab-runs.ts';
import type { ResultsDifference, SubmissionName } from '../diff/compare-results.ts';
import { labRunFolder } from '../report-paths.ts';
import type { Results } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount, formatInstant, formatPoints } from '../text/format.ts';
import { checkAnchor } from './anchors.ts';
import { html, type Markup } from './markup.ts';
import { statusMark } from './status-mark.ts';

/** In what this run differs from the one that stood in the same folder before it. */
export interface Changes {
  /** When that one began, ISO 8601. */
  readonly since: string;
  /** The earlier results first. */
  readonly difference: ResultsDifference;
}

const maxShown = 200;

/** How many verdicts came out otherwise; one of a check that only one of the two runs judged is none of them. */
function changedVerdicts({ checks }: LabRunDifference): CheckDifference[] {
  return checks.filter(({ first, second }) => first !== undefined && second?.status !== first.status);
}

/** What changed since the last run, submission by submission. */
export function changesSection({ since, difference }: Changes, results: Results): Markup {
  const { labRuns } = difference;
  const left = labRuns.length - maxShown;
  return html`<section aria-labelledby="changes"><h2 id="changes">Since the last run</h2>
<p class="lead">${summary(difference)} since <time datetime="${since}">${formatInstant(since)}</time>.${setups(difference)}</p>
${labRuns.length > 0 && html`<ul class="checks placed">${labRuns.slice(0, maxShown).map((each) => line(each, results))}</ul>`}
${left > 0 && html`<p class="legend">${formatCount(left, 'more submission')} changed; compare two results with <code>grade diff</code>.</p>`}
${names('New in this run', difference.onlyInSecond)}${names('In the last run only', stillMissing(difference, results))}</section>`;
}

function summary({ labRuns, compared }: ResultsDifference): string {
  const verdicts = labRuns.reduce((all, each) => all + changedVerdicts(each).length, 0);
  if (labRuns.length === 0)
    return `No verdict and no points changed in ${formatCount(compared, 'submission')}`;
  const where = formatCount(labRuns.length, 'submission');
  if (verdicts === 0) return `Points or the choice of checks changed in ${where}, and no verdict,`;
  return `${formatCount(verdicts, 'verdict')} changed in ${where}`;
}

function setups({ setups: all, labRuns }: ResultsDifference): string {
  if (all.length === 0 || labRuns.length === 0) return '';
  const told = all.map(({ what, first, second }) => `${what} ${first || 'none'} → ${second || 'none'}`);
  return ` The runs were made differently: ${told.join(', ')}.`;
}

function line(each: LabRunDifference, results: Results): Markup {
  const { student, lab, isOtherSubmission, checks } = each;
  const title = results.labs.find(({ id }) => id === lab)?.title ?? lab;
  const href = `${labRunFolder(each)}/index.html`;
  return html`<li><a data-inside href="${href}">${student}, ${title}</a> <span>${gradings(each)}${isOtherSubmission && html` <span class="chip">other files</span>`}
<ul class="turns">${checks.map((check) => turn(check, href))}</ul></span></li>
`;
}

function gradings({ first, second, isOtherGrading }: LabRunDifference): Markup | string {
  if (!isOtherGrading) return 'the same points';
  return html`${grading(first)} → <strong>${grading(second)}</strong>`;
}

function grading(each: Grading): string {
  if (!each.gradable) return `not graded (${clipText(each.because, 200)})`;
  const bonus = each.bonus > 0 ? ` +${formatPoints(each.bonus)}` : '';
  return `${formatPoints(each.points)} of ${formatPoints(each.possible)}${bonus}`;
}

function turn({ check, title, first, second }: CheckDifference, href: string): Markup {
  const side = (each: CheckDifference['first']) =>
    each ? statusMark(each.status) : html`<span class="quiet">not judged by it</span>`;
  const name = second ? html`<a data-inside href="${href}#${checkAnchor(check)}">${title}</a>` : title;
  return html`<li>${side(first)} → ${side(second)} ${name}</li>`;
}

/** What is still to come was not taken away. */
function stillMissing(
  { onlyInFirst }: ResultsDifference,
  { run: { pending = [] } }: Results,
): SubmissionName[] {
  return onlyInFirst.filter(
    ({ student, lab }) => !pending.some((each) => each.student === student && each.lab === lab),
  );
}

function names(title: string, all: readonly SubmissionName[]): Markup | null {
  if (all.length === 0) return null;
  const shown = all.slice(0, maxShown).map(({ student, lab }) => `${student} (${lab})`);
  const left = all.length - shown.length;
  return html`<p class="lead">${title}: ${shown.join(', ')}${left > 0 && ` and ${formatCount(left, 'other')}`}.</p>`;
}
