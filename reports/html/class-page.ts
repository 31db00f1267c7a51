import { type StudentRow, studentRows } from '../class-summary.ts';
import type { Results } from '../schema.ts';
import { formatCount, formatDuration, formatInstant, formatNumber } from '../text/format.ts';
import { type Changes, changesSection } from './changes.ts';
import { effortTable } from './effort-table.ts';
import { countFindings, findingsList } from './findings-list.ts';
import { gradebook } from './gradebook.ts';
import { labOverviews } from './lab-overview.ts';
import { labStrip } from './lab-strip.ts';
import { html, type Markup } from './markup.ts';
import { absentList, ungradableList, unjudgedChecks, unjudgedList } from './not-graded-lists.ts';
import { renderPage } from './page.ts';
import { pageFooter, runFacts } from './run-facts.ts';

/** The page of the class, a whole HTML document for the instructor. Links to `<student>/<lab>/index.html`. */
export function renderClass(results: Results, changes?: Changes): string {
  const rows = studentRows(results);
  return renderPage({
    title: 'Class report',
    trail: html` <span aria-current="page">Class</span>`,
    content: html`${head(results, rows, changes)}
${gradebook(results, rows)}
${changes && changesSection(changes, results)}
${findingsList(results.labRuns)}
${ungradableList(results.labRuns)}
${absentList(rows)}
${unjudgedList(results.labRuns)}
${labOverviews(results)}
${effortTable(results)}
<section aria-labelledby="run"><h2 id="run">The run</h2>${runFacts(results.run)}</section>`,
    footer: pageFooter(results.run),
  });
}

function head(results: Results, rows: readonly StudentRow[], changes: Changes | undefined): Markup {
  const { run, labRuns, labs } = results;
  const ungradable = labRuns.filter(({ gradable }) => !gradable).length;
  const absent = rows.filter(({ isAbsent }) => isAbsent).length;
  const findings = countFindings(labRuns);
  const changed = changes?.difference.labRuns.length ?? 0;
  const toLookAt = [
    linked(ungradable, 'submission', 'not graded', 'ungradable'),
    linked(absent, 'student', 'without any submission', 'absent'),
    linked(unjudgedChecks(labRuns), 'check', 'not judged', 'unjudged'),
    linked(findings, 'finding', '', 'findings'),
    linked(changed, 'submission', 'changed since the last run', 'changes'),
  ].filter((each) => each !== null);
  return html`<header class="score"><div class="who"><h1>${run.course?.title ?? 'Class report'}</h1><p class="student">${formatInstant(run.startedAt)}, ${formatDuration(run.durationMs)}</p></div>
<dl class="figures">${figure(rows.length, rows.length === 1 ? 'student' : 'students')}${figure(labs.length, labs.length === 1 ? 'lab' : 'labs')}${figure(labRuns.length - ungradable, 'graded')}</dl>
${toLookAt.length > 0 && html`<p class="tally">${toLookAt.map((each, index) => html`${index > 0 && ', '}${each}`)}</p>`}</header>
${labStrip(results)}
${run.notes.map((note) => html`<p class="notice">${note}</p>`)}`;
}

function figure(value: number, name: string): Markup {
  return html`<div><dt>${name}</dt><dd>${formatNumber(value)}</dd></div>`;
}

/** Leads to the section that tells more; nothing where there is nothing to tell. */
function linked(value: number, noun: string, rest: string, section: string): Markup | null {
  return value === 0 ? null : html`<a href="#${section}">${`${formatCount(value, noun)} ${rest}`.trim()}</a>`;
}
