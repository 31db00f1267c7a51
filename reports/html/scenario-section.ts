import type { LabRun, ScenarioRun, Verdict } from '../schema.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { scenarioAnchor } from './anchors.ts';
import { charts } from './charts.ts';
import { dialogues } from './dialogue.ts';
import { eventBudget } from './event-budget.ts';
import { ladder } from './ladder.ts';
import { html, type Markup } from './markup.ts';
import { programOutput } from './program-output.ts';
import type { SubmissionView } from './submission-view.ts';

/** Each scenario, folded: what the program printed, and every word on the wire. */
export function scenarioSection(view: SubmissionView): Markup | null {
  const { labRun } = view;
  const { scenarios } = labRun;
  if (scenarios.length === 0) return null;
  const shownFirst = scenarios.find(({ id }) => failedIn(id, labRun).length > 0) ?? scenarios[0];
  return html`<section aria-labelledby="scenarios"><h2 id="scenarios">What happened</h2>
<p class="lead">Each story starts the program afresh on a host of its own. Times run from the start of the story.</p>
${scenarios.map((each) => scenario(each, view, each === shownFirst))}</section>`;
}

/** Checks that failed in one scenario, in the order of the lab. */
export function failedIn(scenario: string, { verdicts }: LabRun): Verdict[] {
  return verdicts.filter((each) => each.scenario === scenario && each.status === 'failed');
}

function scenario(run: ScenarioRun, view: SubmissionView, isOpen: boolean): Markup {
  const file = view.transcripts.get(run.id);
  const failed = failedIn(run.id, view.labRun);
  return html`<details class="scenario" id="${scenarioAnchor(run.id)}"${isOpen && html` open`}><summary><h3>${run.title}</h3> <span class="quiet">${summary(run, file, failed.length)}</span></summary>
${run.timedOut && html`<p class="notice">Time ran out after ${formatDuration(run.timedOut.afterMs)}, while it was at this: ${run.timedOut.during}.</p>`}
${file ? story(run, file, failed, view) : html`<p class="quiet">No transcript was kept.</p>`}
${downloads(run, view.root)}</details>`;
}

function summary(run: ScenarioRun, file: TranscriptFile | undefined, failed: number): string {
  const said = file && formatCount(file.conversations.length + file.droppedConversations, 'conversation');
  return [formatDuration(run.durationMs), said, failed > 0 && `${failed} failed`].filter(Boolean).join(' · ');
}

function story(
  run: ScenarioRun,
  file: TranscriptFile,
  failed: readonly Verdict[],
  { labRun, pictures }: SubmissionView,
): Markup {
  const drawing = pictures.get(run.id);
  return html`${drawing && ladder({ scenario: run.id, title: run.title, drawing, failed })}
${drawing && charts(run.id, file, drawing.rows)}
${file.programs.map(programOutput)}
${file.conversations.length > 0 && html`<details class="bytes"><summary>Every byte, conversation by conversation</summary>${dialogues(run.id, file, eventBudget(labRun, run.id))}</details>`}`;
}

function downloads({ transcript, output, pcap }: ScenarioRun, root: string): Markup | null {
  const files = [
    transcript && { path: transcript, name: 'Transcript (JSON)' },
    output && output !== transcript && { path: output, name: 'Output (text)' },
    pcap && { path: pcap, name: 'Packets (pcap, for Wireshark)' },
  ];
  const links = files.flatMap((file) => (file ? [file] : []));
  if (links.length === 0) return null;
  return html`<p class="files">${links.map(({ path, name }) => html`<a href="${root}${toHref(path)}">${name}</a> `)}</p>`;
}

/** Segment by segment, so that no path becomes an address with a scheme. */
function toHref(path: string): string {
  const segments = path.toWellFormed().split('/');
  return segments.map(encodeURIComponent).join('/');
}
