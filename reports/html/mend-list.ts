import { type Cause, findCauses, isGraded } from '../causes.ts';
import { costlyParts, lossOf, missingPartHint, namesOf } from '../missing-parts.ts';
import type { LabRun } from '../schema.ts';
import { formatCount } from '../text/format.ts';
import { failedCheck } from './failed-check.ts';
import { html, type Markup } from './markup.ts';
import type { SubmissionView } from './submission-view.ts';

/** What is missing, then failed checks, the most worthwhile first; what each holds back is folded under it. */
export function mendList(view: SubmissionView): Markup | null {
  const causes = findCauses(view.labRun.verdicts);
  const missing = missingParts(view.labRun);
  if (causes.length === 0 && missing === null) return null;
  const [graded, robust] = [causes.filter(isGraded), causes.filter((cause) => !isGraded(cause))];
  return html`<section aria-labelledby="mend"><h2 id="mend">What to mend first</h2>
${graded.length > 0 && html`<p class="lead">${lead(graded)}</p>`}
${missing}
${graded.map((cause) => failedCheck(cause, view))}
${withoutPoints(robust, view)}</section>`;
}

/** What a careful engineer would mend as well, folded: it must not hide what costs points. */
function withoutPoints(causes: readonly Cause[], view: SubmissionView): Markup | null {
  if (causes.length === 0) return null;
  const checks = causes.reduce((sum, { alike }) => sum + 1 + alike.length, 0);
  return html`<details class="robust" data-print><summary><strong>Robustness</strong>: ${formatCount(checks, 'check')} failed, without points</summary>
${causes.map((cause) => failedCheck(cause, view))}</details>`;
}

/** Parts that were not handed in: no check of them could fail, but they cost their points. */
function missingParts(labRun: LabRun): Markup | null {
  const parts = costlyParts(labRun);
  if (parts.length === 0) return null;
  return html`<article class="finding"><header><h3>No ${namesOf(parts)} was found</h3><p class="facts"><strong class="cost">${lossOf(parts)}</strong> <span>not handed in</span></p></header>
<p>${parts.map(({ title }, index) => `${index > 0 ? '; ' : ''}${title}`)}: none of its checks could be run, so their points are not earned.</p>
<p class="hint"><strong>What to do</strong> ${missingPartHint}</p></article>`;
}

function lead(causes: readonly Cause[]): string {
  const blocked = causes.reduce((sum, { blocked, alike }) => sum + blocked.length + alike.length, 0);
  const order = causes.length > 1 ? 'The one worth most comes first; bonus comes last.' : '';
  if (blocked === 0) return `${formatCount(causes.length, 'thing')} to mend. ${order}`;
  return `${formatCount(causes.length, 'cause')} behind ${causes.length + blocked} checks that did not pass. ${order}`;
}
