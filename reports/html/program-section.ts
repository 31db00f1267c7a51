import type { Finding, ProgramSummary } from '../schema.ts';
import { clipLines } from '../text/clip-text.ts';
import { formatDuration } from '../text/format.ts';
import { languageName } from '../text/language-name.ts';
import { remarksAnchor } from './anchors.ts';
import { codeText, html, type Markup } from './markup.ts';
import type { SubmissionView } from './submission-view.ts';

/** How the program was built and started, and why so. */
export function programSection({ labRun, lab }: SubmissionView): Markup {
  const title = (part: string) => lab?.parts.find(({ id }) => id === part)?.title ?? part;
  const none = html`<p>No program was found in this submission.</p>`;
  return html`<section aria-labelledby="program"><h2 id="program">How it was started</h2>
${labRun.programs.length === 0 ? none : labRun.programs.map((each) => program(each, title(each.part)))}
${findings(labRun.findings)}</section>`;
}

function program(summary: ProgramSummary, title: string): Markup {
  const { command, why, language, entry, notes, build, missingTool } = summary;
  return html`<h3>${title}</h3>
${missingTool && html`<p class="notice"><strong>${missingTool} is not on this machine</strong>, so this program could not be run.</p>`}
<dl class="pairs"><dt>Command</dt><dd><code class="command">${codeText(command)}</code></dd>
<dt>Because</dt><dd>${why}</dd><dt>Language</dt><dd>${languageName(language)}</dd>
${entry && html`<dt>Entry</dt><dd><code>${entry}</code></dd>`}
${notes.length > 0 && html`<dt>Notes</dt><dd><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></dd>`}</dl>
${build && buildReport(build)}`;
}

function buildReport({ command, output, status, durationMs }: NonNullable<ProgramSummary['build']>): Markup {
  const words = { ok: 'went through', failed: 'failed', 'timed-out': 'ran out of time' }[status];
  const text = clipLines(output.split('\n'), 120, 400).join('\n');
  return html`<details class="build" data-print><summary>The build ${words} after ${formatDuration(durationMs)}: <code>${command}</code></summary>
<pre class="printed" tabindex="0" aria-label="What the compiler said">${text === '' ? 'The compiler said nothing.' : codeText(text)}</pre></details>`;
}

function findings(all: readonly Finding[]): Markup | null {
  if (all.length === 0) return null;
  return html`<h3 id="${remarksAnchor}">Remarks</h3><p class="quiet">These cost no points.</p>
<ul class="remarks">${all.map(({ title, detail, audience }) => html`<li><strong>${title}</strong>${audience === 'staff' && html` <span class="chip">staff</span>`}${detail && html` <span>${detail}</span>`}</li>`)}</ul>`;
}
