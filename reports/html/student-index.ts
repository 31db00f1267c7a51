import { safeName } from '../safe-name.ts';
import type { LabRun, Results } from '../schema.ts';
import { describeAdjustments, describeHidden } from '../score-notes.ts';
import { formatPoints } from '../text/format.ts';
import { html, type Markup } from './markup.ts';
import { renderPage } from './page.ts';
import { pageFooter } from './run-facts.ts';

/** The first page of a student's own edition: a line for each lab. Links to `<lab>/index.html`. */
export function renderStudentIndex(results: Results): string {
  const [{ student = '' } = {}] = results.labRuns;
  const name = results.roster?.[0]?.name ?? student;
  return renderPage({
    title: `Labs of ${name}`,
    trail: html` <span aria-current="page">${name}</span>`,
    content: html`<header class="score"><div class="who"><h1>${results.run.course?.title ?? 'Labs'}</h1><p class="student">${name}</p></div></header>
<section aria-labelledby="labs"><h2 id="labs">What was graded</h2>
<ul class="checks">${results.labRuns.map(line)}</ul></section>`,
    footer: pageFooter(results.run),
  });
}

function line(labRun: LabRun): Markup {
  const { points, possible, bonus } = labRun.score;
  const plus = bonus > 0 ? ` + ${formatPoints(bonus)} bonus` : '';
  const score = labRun.gradable
    ? `${formatPoints(points)} of ${formatPoints(possible)}${plus}`
    : 'not graded';
  const notes = [...describeAdjustments(labRun.score), describeHidden(labRun)].filter(
    (note) => note !== undefined,
  );
  return html`<li><a href="${safeName(labRun.lab)}/index.html">${labRun.labTitle}</a> <span>${score}${notes.map((note) => html`<br><span class="quiet">${note}</span>`)}</span></li>`;
}
