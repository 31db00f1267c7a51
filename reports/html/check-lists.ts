import { findStranded } from '../causes.ts';
import type { Verdict } from '../schema.ts';
import { kindWords } from '../status-words.ts';
import { formatCount, formatPoints } from '../text/format.ts';
import { checkAnchor } from './anchors.ts';
import { html, type Markup, outsideLink } from './markup.ts';
import { statusMark } from './status-mark.ts';
import type { SubmissionView } from './submission-view.ts';

/** Checks without a judgement, and why: never the student's fault. */
export function notJudgedList({ labRun }: SubmissionView): Markup | null {
  const open = labRun.verdicts.filter(({ status }) => status === 'inconclusive' || status === 'errored');
  const verdicts = [...open, ...findStranded(labRun.verdicts)];
  if (verdicts.length === 0) return null;
  return html`<section aria-labelledby="open"><h2 id="open">Not judged</h2>
<p class="lead">What was seen did not allow a judgement, and that is not counted as a fault of the program.</p>
<ul class="checks">${verdicts.map(notJudged)}</ul></section>`;
}

function notJudged(verdict: Verdict): Markup {
  const reason = verdict.reason ?? (verdict.blockedBy && `It waits for ${verdict.blockedBy}.`);
  return html`<li id="${checkAnchor(verdict.check)}">${statusMark(verdict.status)} <span>${verdict.title}${reason && html`<br><span class="quiet">${reason}</span>`}</span> <code>${verdict.check}</code></li>`;
}

/** What works already, folded. */
export function passedList({ labRun }: SubmissionView): Markup | null {
  const passed = labRun.verdicts.filter(({ status }) => status === 'passed');
  if (passed.length === 0) return null;
  return html`<section aria-labelledby="passed"><h2 id="passed">What works</h2>
<details class="passed-checks" data-print><summary>${formatCount(passed.length, 'check')} passed</summary>
<ul class="checks">${passed.map(passedCheck)}</ul></details></section>`;
}

function passedCheck({ check, title, kind, points, possible, sources }: Verdict): Markup {
  const [source] = sources;
  return html`<li id="${checkAnchor(check)}">${statusMark('passed')} <span>${title}${source && html` <span class="quiet">${outsideLink(source.text, source.url)}</span>`}</span> <code>${check}</code> <span class="num">${possible > 0 ? formatPoints(points) : kindWords[kind]}</span></li>`;
}
