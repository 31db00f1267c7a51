import { type Cause, costsScore, findCauses, isGraded } from '../causes.ts';
import { costlyParts, lossOf, missingPartHint, namesOf } from '../missing-parts.ts';
import type { LabRun } from '../schema.ts';
import { roundPoints } from '../score.ts';
import { formatCount, formatLoss, formatPoints } from '../text/format.ts';
import { checkAnchor } from './anchors.ts';
import { failedCheck, foldedCheck } from './failed-check.ts';
import { html, type Markup } from './markup.ts';
import type { SubmissionView } from './submission-view.ts';

/** What is missing, then what costs points, the most worthwhile first; then bonus and robustness, folded. */
export function mendList(view: SubmissionView): Markup | null {
  const causes = findCauses(view.labRun.verdicts);
  const missing = missingParts(view.labRun);
  if (causes.length === 0 && missing === null) return null;
  const costly = causes.filter(costsScore);
  const bonus = causes.filter((cause) => isGraded(cause) && !costsScore(cause));
  const robust = causes.filter((cause) => !isGraded(cause));
  return html`<section aria-labelledby="mend"><h2 id="mend">What to mend first</h2>
${(costly.length > 0 || missing === null) && html`<p class="lead">${lead(costly, view.labRun)}</p>`}
${costly.length > 1 && overview(costly)}
${missing}
${costly.map((cause) => failedCheck(cause, view))}
${forBonus(bonus, view)}
${withoutPoints(robust, view)}</section>`;
}

/** All that costs points on one screen; each line leads to what is said of it. */
function overview(causes: readonly Cause[]): Markup {
  const line = ({ verdict, stake }: Cause) =>
    html`<li><a href="#${checkAnchor(verdict.check)}">${verdict.title}</a> <span class="cost">${formatLoss(stake)}</span></li>`;
  return html`<ol class="overview">${causes.map(line)}</ol>`;
}

/** A line each: nothing of the score is lost by them. */
function forBonus(causes: readonly Cause[], view: SubmissionView): Markup | null {
  if (causes.length === 0) return null;
  const worth = roundPoints(causes.reduce((sum, { stake }) => sum + stake.bonus, 0));
  return html`<section class="later" aria-labelledby="mend-bonus"><h3 id="mend-bonus">For bonus</h3>
<p class="lead">${formatCount(causes.length, 'thing')} to add${worthOf(worth, 'bonus point')}. The score is whole without them.</p>
${causes.map((cause) => foldedCheck(cause, view))}</section>`;
}

/** What a careful engineer would mend as well, folded: it must not hide what costs points. */
function withoutPoints(causes: readonly Cause[], view: SubmissionView): Markup | null {
  if (causes.length === 0) return null;
  const checks = causes.reduce((sum, { alike }) => sum + 1 + alike.length, 0);
  return html`<details class="later robust" data-print><summary><h3>Robustness</h3> <span class="quiet">${formatCount(checks, 'check')} failed, without points</span></summary>
${causes.map((cause) => foldedCheck(cause, view))}</details>`;
}

/** Parts that were not handed in: no check of them could fail, but they cost their points. */
function missingParts(labRun: LabRun): Markup | null {
  const parts = costlyParts(labRun);
  if (parts.length === 0) return null;
  return html`<article class="finding"><header><h3>No ${namesOf(parts)} was found</h3><p class="facts"><strong class="cost">${lossOf(parts)}</strong> <span>not handed in</span></p></header>
<p>${parts.map(({ title }, index) => `${index > 0 ? '; ' : ''}${title}`)}: none of its checks could be run, so their points are not earned.</p>
<p class="hint"><strong>What to do</strong> ${missingPartHint}</p></article>`;
}

function lead(costly: readonly Cause[], { gradable }: LabRun): string {
  if (costly.length === 0) return gradable ? 'Nothing here costs points.' : 'Nothing of the core failed.';
  const behind = costly.reduce((sum, { blocked, alike }) => sum + blocked.length + alike.length, 0);
  const points = roundPoints(costly.reduce((sum, { stake }) => sum + stake.points, 0));
  const what =
    behind === 0
      ? `${formatCount(costly.length, 'thing')} to mend`
      : `${formatCount(costly.length, 'cause')} behind ${costly.length + behind} checks that did not pass`;
  return `${what}${worthOf(points, 'point')}.${costly.length > 1 ? ' The one worth most comes first.' : ''}`;
}

/** `, worth 1 point`; nothing where the course gives none. */
function worthOf(points: number, unit: string): string {
  return points > 0 ? `, worth ${formatPoints(points)} ${points === 1 ? unit : `${unit}s`}` : '';
}
