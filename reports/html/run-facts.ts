import type { Run } from '../schema.ts';
import { formatDuration, formatInstant } from '../text/format.ts';
import { codeText, html, type Markup } from './markup.ts';

/** What is needed to run the same thing again. */
export function runFacts(run: Run): Markup {
  const { command, seed, runtime, jobs, versions, startedAt, durationMs, id, notes } = run;
  return html`<dl class="pairs">
${command && html`<dt>Command</dt><dd><code class="command">${codeText(command)}</code></dd>`}
<dt>Seed</dt><dd><code>${seed}</code> <span class="quiet">The same seed and the same programs give the same verdicts.</span></dd>
<dt>Runtime</dt><dd>${runtime}${jobs && html`, ${jobs} at a time`}</dd>
<dt>Started</dt><dd><time datetime="${startedAt}">${formatInstant(startedAt)}</time>, took ${formatDuration(durationMs)}</dd>
<dt>Versions</dt><dd>${Object.entries(versions).map(([name, version], index) => html`${index > 0 && ', '}${name} ${version}`)}</dd>
<dt>Run</dt><dd><code>${id}</code></dd>
${notes.length > 0 && html`<dt>Notes</dt><dd><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></dd>`}</dl>`;
}

/** The foot of every page. */
export function pageFooter(run: Run): Markup {
  return html`<p>Graded on <time datetime="${run.startedAt}">${formatInstant(run.startedAt)}</time> · seed <code>${run.seed}</code> · ${run.runtime} runtime</p>`;
}
