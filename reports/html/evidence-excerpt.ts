import type { Evidence, Verdict } from '../schema.ts';
import { describeExit } from '../text/describe-exit.ts';
import { formatDuration } from '../text/format.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { eventAnchor, scenarioAnchor } from './anchors.ts';
import { countShownEvents, dialogue } from './dialogue.ts';
import { eventBudget } from './event-budget.ts';
import { codeText, html, type Markup } from './markup.ts';
import type { SubmissionView } from './submission-view.ts';

const shownEvidence = 4;
const eventsBefore = 2;
const eventsAfter = 1;

/** The pieces of the transcript that a verdict rests on. */
export function evidenceExcerpts(verdict: Verdict, { transcripts, labRun }: SubmissionView): Markup | null {
  const file = transcripts.get(verdict.scenario);
  if (!file || verdict.evidence.length === 0) return null;
  const excerpts = verdict.evidence
    .slice(0, shownEvidence)
    .map((each) => excerpt(each, file, verdict, eventBudget(labRun, verdict.scenario)));
  return html`<div class="evidence"><p class="label">What was seen</p>${excerpts}</div>`;
}

function excerpt(
  evidence: Evidence,
  file: TranscriptFile,
  { scenario }: Verdict,
  budget: number,
): Markup | null {
  switch (evidence.kind) {
    case 'conversation':
      return conversationExcerpt(evidence, file, { scenario, budget });
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
  { scenario, budget }: { readonly scenario: string; readonly budget: number },
): Markup | null {
  const index = file.conversations.findIndex((each) => each.id === id);
  const conversation = file.conversations[index];
  if (!conversation) return null;
  const first = Math.max(0, (event ?? eventsBefore) - eventsBefore);
  const last = event === undefined ? first + 4 : event + eventsAfter + 1;
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
