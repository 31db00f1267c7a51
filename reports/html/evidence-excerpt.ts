import type { LadderRow } from '../picture/ladder-row.ts';
import type { Evidence, Verdict } from '../schema.ts';
import { describeExit } from '../text/describe-exit.ts';
import { formatDuration } from '../text/format.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { eventAnchor, scenarioAnchor } from './anchors.ts';
import { countShownEvents, dialogue } from './dialogue.ts';
import { eventBudget } from './event-budget.ts';
import { ladderExcerpt } from './ladder-excerpt.ts';
import { codeText, html, type Markup } from './markup.ts';
import type { SubmissionView } from './submission-view.ts';

const shownEvidence = 4;
const eventsBefore = 2;
const eventsAfter = 1;

/** What a verdict rests on: its place in the picture, then the bytes, folded where the picture shows it already. */
export function evidenceExcerpts(
  verdict: Verdict,
  { transcripts, pictures, labRun }: SubmissionView,
): Markup | null {
  const file = transcripts.get(verdict.scenario);
  if (!file || verdict.evidence.length === 0) return null;
  const budget = eventBudget(labRun, verdict.scenario);
  const drawing = pictures.get(verdict.scenario);
  const place = drawing && [...drawing.marks].find(([, verdicts]) => verdicts.includes(verdict))?.[0];
  const shown = verdict.evidence.slice(0, shownEvidence);
  const [said, other] = [true, false].map((isSaid) =>
    shown
      .filter(({ kind }) => (kind === 'conversation') === isSaid)
      .map((each) => excerpt(each, file, { scenario: verdict.scenario, budget, place }))
      .filter((each) => each !== null),
  );
  const picture = drawing ? ladderExcerpt(drawing, verdict) : null;
  return html`<div class="evidence"><p class="label">What was seen</p>${picture}${other}${said && said.length > 0 && html`<details class="said-here" data-print${picture === null && html` open`}><summary>Byte by byte</summary>${said}</details>`}</div>`;
}

/** What an excerpt is cut by. */
interface Cut {
  readonly scenario: string;
  /** How many events of the scenario stand in the page. */
  readonly budget: number;
  /** The first row of the picture on which the check failed. */
  readonly place: LadderRow | undefined;
}

function excerpt(evidence: Evidence, file: TranscriptFile, cut: Cut): Markup | null {
  switch (evidence.kind) {
    case 'conversation':
      return conversationExcerpt(evidence, file, cut);
    case 'output':
      return html`<p>The program printed</p><pre class="printed">${codeText(evidence.text)}</pre>`;
    case 'packet':
      return packetExcerpt(evidence.number, file);
    case 'exit': {
      const program = file.programs[evidence.program];
      return program ? html`<p>The program ${describeExit(program)}.</p>` : null;
    }
  }
}

function conversationExcerpt(
  { id, event, offset }: Extract<Evidence, { kind: 'conversation' }>,
  file: TranscriptFile,
  { scenario, budget, place }: Cut,
): Markup | null {
  const index = file.conversations.findIndex((each) => each.id === id);
  const conversation = file.conversations[index];
  if (!conversation) return null;
  // Evidence that names no event is about the whole conversation: shown from where the picture marks it.
  const centre = event ?? (place?.conversation === id ? place.events[0] : undefined) ?? eventsBefore;
  const first = Math.max(0, centre - eventsBefore);
  const last = centre + eventsAfter + 1;
  const pointer = event !== undefined && { pointer: { event, ...(offset !== undefined && { offset }) } };
  const shownEvents = countShownEvents(file.conversations, budget)[index] ?? 0;
  const isShown = event !== undefined && event < shownEvents;
  const target = isShown ? eventAnchor(scenario, id, event) : scenarioAnchor(scenario);
  return html`${dialogue(conversation.events.slice(first, last), conversation, { first, ...pointer })}
<p class="more"><a href="#${target}">${id} in the whole transcript</a></p>`;
}

function packetExcerpt(number: number, { packets }: TranscriptFile): Markup {
  const packet = packets.find((each) => each.number === number);
  if (!packet) return html`<p>Packet ${number} of the capture.</p>`;
  return html`<p>Packet ${number} of the capture, at ${formatDuration(packet.atMs)}: <code>${packet.source} → ${packet.destination} ${packet.summary}</code></p>`;
}
