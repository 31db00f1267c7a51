import { type Cause, stakeOf } from '../causes.ts';
import type { Verdict } from '../schema.ts';
import { kindWords, levelWords } from '../status-words.ts';
import { formatCount, formatLoss, formatPoints } from '../text/format.ts';
import { checkAnchor, pinAnchor, scenarioAnchor } from './anchors.ts';
import { comparison } from './comparison.ts';
import { evidenceExcerpts } from './evidence-excerpt.ts';
import { findPlace } from './ladder.ts';
import { codeText, html, type Markup, outsideLink } from './markup.ts';
import { statusMark } from './status-mark.ts';
import type { SubmissionView } from './submission-view.ts';

/** One thing to mend: what was expected, what came, what to do, how to see it, and what waits for it. */
export function failedCheck(cause: Cause, view: SubmissionView): Markup {
  const { verdict } = cause;
  return html`<article class="finding" id="${checkAnchor(verdict.check)}">
<header><h3>${verdict.title}</h3>${facts(verdict, loss(cause))}</header>
${body(cause, view)}
</article>`;
}

/** The same as a line that opens: for what is not worth points now. */
export function foldedCheck(cause: Cause, view: SubmissionView): Markup {
  const { verdict, stake } = cause;
  const gain = stake.bonus > 0 && html` <span class="gain">+${formatPoints(stake.bonus)} bonus</span>`;
  return html`<details class="finding" id="${checkAnchor(verdict.check)}" data-print><summary><h4>${verdict.title}</h4>${gain}</summary>
${facts(verdict)}
${body(cause, view)}
</details>`;
}

function facts({ kind, check }: Verdict, loss?: Markup): Markup {
  return html`<p class="facts">${statusMark('failed')} ${loss} <span class="chip">${kindWords[kind]}</span> <code>${check}</code></p>`;
}

function body({ verdict, alike, blocked }: Cause, view: SubmissionView): Markup {
  return html`${comparison(verdict)}
${verdict.hint && html`<p class="hint"><strong>What to do</strong> ${verdict.hint}</p>`}
${reproduction(verdict, view)}
${evidenceExcerpts(verdict, view)}
${sameMending(alike, view)}
${heldBack(blocked)}
<footer>${origin(verdict, view)}</footer>`;
}

/** Failed checks that the same mending helps, each folded. */
function sameMending(alike: readonly Verdict[], view: SubmissionView): Markup | null {
  if (alike.length === 0) return null;
  return html`<div class="alike"><p class="label">The same mending helps ${formatCount(alike.length, 'more check')}</p>
${alike.map(
  (
    verdict,
  ) => html`<details id="${checkAnchor(verdict.check)}" data-print><summary>${statusMark('failed')} ${verdict.title} <span class="cost">${formatLoss(stakeOf([verdict]))}</span> <code>${verdict.check}</code></summary>
${comparison(verdict)}${reproduction(verdict, view)}${evidenceExcerpts(verdict, view)}</details>`,
)}</div>`;
}

/** The check's own command with what to know about it, and the one that plays its story again. */
function reproduction(
  { reproduce, reproduceNote, check }: Verdict,
  { labRun, results }: SubmissionView,
): Markup {
  const again = `./grade lab ${labRun.lab} YOUR-FOLDER --only ${check} --seed ${results.run.seed}`;
  return html`<div class="repeat"><strong>See it yourself</strong>
${reproduce !== undefined && html`<code class="command">${codeText(reproduce)}</code>`}${reproduceNote && html`<p class="quiet">${reproduceNote}</p>`}<code class="command">${codeText(again)}</code></div>`;
}

function loss({ verdict, stake }: Cause): Markup {
  const lost = formatLoss(stake);
  if (lost === '') return html`<span>no points</span>`;
  const partly =
    verdict.points > 0 &&
    html` <span>(${formatPoints(verdict.points)} of ${formatPoints(verdict.possible)} earned)</span>`;
  return html`<strong class="cost">${lost}</strong>${partly}`;
}

function heldBack(blocked: readonly Verdict[]): Markup | null {
  if (blocked.length === 0) return null;
  const lost = formatLoss(stakeOf(blocked));
  return html`<details class="held" data-print><summary>${formatCount(blocked.length, 'check')} could not be judged until this works${lost !== '' && html` <span class="cost">${lost}</span>`}</summary>
<ul class="checks">${blocked.map((each) => html`<li id="${checkAnchor(each.check)}">${statusMark('blocked')} <span>${each.title}</span> <code>${each.check}</code> <span class="num">${each.possible > 0 ? `0 of ${formatPoints(each.possible)}` : kindWords[each.kind]}</span></li>`)}</ul></details>`;
}

/** Where the requirement comes from, why it stands, and how it was seen. */
function origin(verdict: Verdict, { labRun, lab, pictures }: SubmissionView): Markup {
  const scenario = labRun.scenarios.find(({ id }) => id === verdict.scenario);
  const picture = pictures.get(verdict.scenario);
  const isPinned = picture !== undefined && findPlace(picture, verdict) !== undefined;
  const explanation = lab?.checks.find(({ id }) => id === verdict.check)?.explanation;
  return html`<p>${verdict.sources.map((each, index) => html`${index > 0 && ' · '}${outsideLink(each.text, each.url)}`)} <span class="quiet">(${levelWords[verdict.level]})</span>${scenario && html` · seen in <a href="#${scenarioAnchor(scenario.id)}">${scenario.title}</a>`}${isPinned && html` · <a href="#${pinAnchor(verdict.scenario, verdict.check)}">show it in the picture</a>`}${verdict.attempts && verdict.attempts > 1 && html` · confirmed in ${verdict.attempts} worlds`}</p>
${explanation && html`<details class="why"><summary>Why it matters, and the usual mistake</summary><p>${explanation.why}</p><p>${explanation.mistake}</p><p class="quiet">${explanation.does} ${explanation.expects}</p></details>`}`;
}
