import { costlyParts, describeOthers, lossOf, namesOf } from '../missing-parts.ts';
import type { LabRun, Verdict } from '../schema.ts';
import { describeAdjustments, describeHidden } from '../score-notes.ts';
import { statusMarks } from '../status-words.ts';
import { formatCount, formatPoints } from '../text/format.ts';
import { checkAnchor } from './anchors.ts';
import { html, type Markup } from './markup.ts';

/** The score, in figures that can be read from across a room, and every check as a cell. */
export function scoreHeader(labRun: LabRun): Markup {
  return html`<header class="score">
<div class="who"><h1>${labRun.labTitle}</h1><p class="student">${labRun.student}</p></div>
${labRun.gradable ? points(labRun) : ungradable(labRun)}
${board(labRun.verdicts)}
</header>`;
}

function points(labRun: LabRun): Markup {
  const { points, possible, bonus, bonusPossible } = labRun.score;
  return html`<p class="points"><span class="big">${formatPoints(points)}</span>
<span class="of">of ${formatPoints(possible)} points</span>
${bonusPossible > 0 && html`<span class="bonus">+ ${formatPoints(bonus)} of ${formatPoints(bonusPossible)} bonus</span>`}</p>
<p class="tally">${tally(labRun)}.${missing(labRun)}</p>
${[...describeAdjustments(labRun.score), describeHidden(labRun)].map((note) => note && html`<p class="tally">${note}</p>`)}`;
}

/** What lies between these points and all the lab has. */
function missing(labRun: LabRun): string {
  const costly = costlyParts(labRun);
  const sentences = [
    costly.length > 0 && `No ${namesOf(costly)} was found: ${lossOf(costly)}.`,
    describeOthers(labRun),
  ];
  return sentences.map((sentence) => (sentence ? ` ${sentence}` : '')).join('');
}

function tally(labRun: LabRun): string {
  const { verdicts } = labRun;
  const count = (...statuses: readonly Verdict['status'][]) =>
    verdicts.filter(({ status }) => statuses.includes(status)).length;
  const failed = count('failed');
  const blocked = count('blocked');
  const unjudged = count('inconclusive', 'errored');
  const parts = [
    `${formatCount(count('passed'), 'check')} passed`,
    failed > 0 && `${failed} failed`,
    failed === 0 && isWhole(labRun) && 'nothing to mend',
    unjudged > 0 && `${unjudged} not judged`,
    blocked > 0 && `${blocked} waiting for ${failed + unjudged === 1 ? 'that' : 'those'}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** Whether every check of the lab is shown here, and every part was found. */
export function isWhole(labRun: LabRun): boolean {
  return costlyParts(labRun).length === 0 && labRun.hidden === undefined;
}

function ungradable({ ungradableBecause, verdicts }: LabRun): Markup {
  const rest = verdicts.length > 0 ? 'what is shown below does not count' : 'nothing was judged';
  return html`<div class="notice"><p><strong>Not graded.</strong> ${ungradableBecause ?? 'The reason was not recorded.'}</p>
<p>This is not a score of zero: ${rest}.</p></div>`;
}

function board(verdicts: readonly Verdict[]): Markup | null {
  if (verdicts.length === 0) return null;
  return html`<nav class="board" aria-label="All checks"><ol>${verdicts.map(cell)}</ol></nav>`;
}

function cell({ check, title, status, kind }: Verdict): Markup {
  return html`<li><a class="cell ${status} ${kind}" href="#${checkAnchor(check)}" title="${title}"><span aria-hidden="true">${statusMarks[status]}</span><span class="unseen">${status}: ${title}</span></a></li>`;
}
