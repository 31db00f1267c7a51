import { studentRows } from '../class-summary.ts';
import { labRunFolder } from '../report-paths.ts';
import type { LabRun, Results } from '../schema.ts';
import { formatCount, formatDuration, formatInstant } from '../text/format.ts';
import { gradebook } from './gradebook.ts';
import { labOverviews } from './lab-overview.ts';
import { html, type Markup } from './markup.ts';
import { renderPage } from './page.ts';
import { pageFooter, runFacts } from './run-facts.ts';

/** The page of the class, a whole HTML document. Links to `<student>/<lab>/index.html`. */
export function renderClass(results: Results): string {
  return renderPage({
    title: 'Class report',
    trail: html` <span aria-current="page">Class</span>`,
    content: html`${head(results)}
${gradebook(results)}
${ungradableList(results.labRuns.filter(({ gradable }) => !gradable))}
${unjudgedList(results.labRuns)}
${labOverviews(results)}
<section aria-labelledby="run"><h2 id="run">The run</h2>${runFacts(results.run)}</section>`,
    footer: pageFooter(results.run),
  });
}

function head(results: Results): Markup {
  const { run, labRuns, labs } = results;
  const ungradable = labRuns.filter(({ gradable }) => !gradable).length;
  const unjudged = run.counts.inconclusive;
  return html`<header class="score"><div class="who"><h1>Class report</h1><p class="student">${formatInstant(run.startedAt)}, ${formatDuration(run.durationMs)}</p></div>
<dl class="figures">${figure(studentRows(results).length, 'students')}${figure(labs.length, 'labs')}${figure(labRuns.length - ungradable, 'graded')}
${ungradable > 0 && figure(ungradable, 'not graded', '#ungradable')}${unjudged > 0 && figure(unjudged, 'not judged', '#unjudged')}</dl></header>
${run.notes.map((note) => html`<p class="notice">${note}</p>`)}`;
}

function figure(value: number, name: string, target?: string): Markup {
  return html`<div><dt>${target ? html`<a href="${target}">${name}</a>` : name}</dt><dd>${value}</dd></div>`;
}

function ungradableList(labRuns: readonly LabRun[]): Markup | null {
  if (labRuns.length === 0) return null;
  return html`<section aria-labelledby="ungradable"><h2 id="ungradable">Not graded, and why</h2>
<p class="lead">None of these is a zero: the program could not be run here, or the grader failed. An earlier score stands.</p>
<ul class="checks">${labRuns.map((run) => html`<li>${pageLink(run)} <span>${run.ungradableBecause ?? 'The reason was not recorded.'}</span></li>`)}</ul></section>`;
}

function unjudgedList(labRuns: readonly LabRun[]): Markup | null {
  const counted = labRuns
    .filter(({ gradable }) => gradable)
    .map((run) => ({ run, count: run.verdicts.filter(({ status }) => status === 'inconclusive').length }))
    .filter(({ count }) => count > 0);
  if (counted.length === 0) return null;
  return html`<section aria-labelledby="unjudged"><h2 id="unjudged">Checks without a judgement</h2>
<ul class="checks">${counted.map(({ run, count }) => html`<li>${pageLink(run)} <span>${formatCount(count, 'check')} inconclusive</span></li>`)}</ul></section>`;
}

function pageLink(run: LabRun): Markup {
  return html`<a data-inside href="${labRunFolder(run)}/index.html">${run.student}, ${run.labTitle}</a>`;
}
