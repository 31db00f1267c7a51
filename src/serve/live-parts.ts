import { html, type Markup } from '../../reports/html/markup.ts';
import { formatCount, formatDuration, formatInstant, formatPoints } from '../../reports/text/format.ts';
import type { LabRunRow, LiveView } from './live-view.ts';

/** The pieces of the live page that change while a run goes on, by the name of their place. */
export type LiveParts = Readonly<Record<(typeof partNames)[number], Markup | null>>;

export const partNames = ['head', 'running', 'finished', 'ungradable'] as const;

const titles = {
  empty: 'Nothing graded yet',
  running: 'Grading',
  lost: 'Grading broke off',
  ended: 'Graded',
};

/** What stands in the bar of the browser. */
export function liveTitle({ phase, done, total }: LiveView): string {
  return phase === 'empty' ? titles.empty : `${done} of ${total}: ${titles[phase].toLowerCase()}`;
}

export function liveParts(view: LiveView): LiveParts {
  return {
    head: head(view),
    running: running(view),
    finished: finished(view),
    ungradable: ungradable(view),
  };
}

function head(view: LiveView): Markup {
  const { phase, done, total, startedAt, durationMs, notes } = view;
  if (phase === 'empty') {
    return html`<header class="score"><div class="who"><h1>${titles.empty}</h1></div></header>
<p class="lead">Start a run that writes its report into this folder, and it shows up here by itself.</p>`;
  }
  return html`<header class="score"><div class="who"><h1>${titles[phase]}</h1>
<p class="student">${formatInstant(startedAt)}${durationMs !== undefined && `, took ${formatDuration(durationMs)}`}</p></div>
<p class="points"><span class="big">${done}</span> <span class="of">of ${total} done</span></p>
<progress class="bar-of-run" max="${total}" value="${done}" aria-label="Lab runs done"></progress>
<p class="tally" role="status">${tally(view)}</p></header>
${phase === 'lost' && html`<p class="notice">Nothing was heard of this run for a while: it was ended without a chance to tidy up. What was finished is kept, and the same command goes on from there.</p>`}
${notes.map((note) => html`<p class="notice">${note}</p>`)}
${view.hasReport && reportLink(view)}`;
}

function tally(view: LiveView): string {
  const { phase, total, done, ungradable, reused } = view;
  const words = [
    phase === 'ended' && (done === total ? 'All done' : `${total - done} not graded yet`),
    phase === 'running' && timeLeft(view),
    ungradable > 0 && `${ungradable} ungradable`,
    reused > 0 && `${reused} unchanged since the last report`,
  ];
  return words.filter(Boolean).join(' · ');
}

function timeLeft({ timeLeftMs, done, total }: LiveView): string {
  if (done === total) return 'Writing the report';
  if (timeLeftMs === undefined) return 'Time left: not known yet';
  // In steps, so that what is read out does not change every second.
  const seconds = Math.max(5, Math.ceil(timeLeftMs / 5_000) * 5);
  return seconds < 120 ? `About ${seconds} s left` : `About ${Math.round(seconds / 60)} min left`;
}

function reportLink({ phase }: LiveView): Markup {
  const words = phase === 'ended' ? 'Open the report' : 'Open the report of the run before';
  return html`<p class="lead"><a data-inside href="index.html">${words}</a></p>`;
}

function running({ running }: LiveView): Markup | null {
  if (running.length === 0) return null;
  return html`<section aria-labelledby="running"><h2 id="running">Running now</h2>
<table class="grid live"><thead><tr><th scope="col">Student</th><th scope="col">Lab</th><th scope="col">Stories</th><th scope="col">For</th></tr></thead>
<tbody>${running.map(
    ({ student, lab, stories, startedAt }) => html`<tr><th scope="row">${student}</th><td>${lab}</td>
<td>${describeStories(stories)}</td><td class="num"><span data-since="${startedAt}"></span></td></tr>`,
  )}</tbody></table></section>`;
}

function describeStories({ done, total }: LiveView['running'][number]['stories']): string {
  if (total === undefined) return done === 0 ? 'building and starting' : String(done);
  return `${done} of ${total}`;
}

function finished(view: LiveView): Markup | null {
  const { finished, done } = view;
  if (finished.length === 0) return null;
  const rest = done - finished.length;
  return html`<section aria-labelledby="finished"><h2 id="finished">${view.phase === 'ended' ? 'Lab runs' : 'Last finished'}</h2>
<table class="grid live"><thead><tr><th scope="col">Student</th><th scope="col">Lab</th><th scope="col">Points</th></tr></thead>
<tbody>${finished.map((row) => html`<tr><th scope="row">${row.student}</th><td>${titleOf(row)}</td><td class="num">${scoreOf(row)}</td></tr>`)}</tbody></table>
${rest > 0 && html`<p class="legend">and ${formatCount(rest, 'lab run')} more</p>`}</section>`;
}

function titleOf({ labTitle, href, isReused }: LabRunRow): Markup {
  const note = isReused && html`<span class="below">unchanged since the last report</span>`;
  return html`${href === undefined ? labTitle : html`<a data-inside href="${href}">${labTitle}</a>`}${note}`;
}

function scoreOf({ gradable, score }: LabRunRow): Markup {
  if (!gradable) return html`<span class="ungraded">not graded</span>`;
  return html`${formatPoints(score.points)} <span class="quiet">of ${formatPoints(score.possible)}</span><span class="plus">${score.bonus > 0 && `+${formatPoints(score.bonus)}`}</span>`;
}

function ungradable({ notGraded, ungradable }: LiveView): Markup | null {
  if (notGraded.length === 0) return null;
  const rest = ungradable - notGraded.length;
  return html`<section aria-labelledby="ungradable"><h2 id="ungradable">Not graded, and why</h2>
<p class="lead">None of these is a zero: the program could not be run here, or the grader failed.</p>
<ul class="checks">${notGraded.map((row) => html`<li><span>${row.student}, ${titleOf(row)}</span> <span>${row.ungradableBecause ?? 'The reason was not recorded.'}</span></li>`)}</ul>
${rest > 0 && html`<p class="legend">and ${rest} more</p>`}</section>`;
}
