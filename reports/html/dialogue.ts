import { formatCount, formatDuration } from '../text/format.ts';
import type { StoredConversation, StoredEvent, TranscriptFile } from '../transcript-file.ts';
import { eventAnchor } from './anchors.ts';
import { codeText, html, type Markup } from './markup.ts';
import { briefPayload, type PayloadSize, payload, wholePayload } from './payload.ts';

const shownEventsPerConversation = 120;

/** Which event to point at, and where in its bytes. */
interface Pointer {
  readonly event: number;
  readonly offset?: number;
}

/** How many events of each conversation stand in a page, of so many in all. */
export function countShownEvents(conversations: readonly StoredConversation[], budget: number): number[] {
  let left = budget;
  return conversations.map(({ events }) => {
    const shown = Math.min(events.length, shownEventsPerConversation, left);
    left -= shown;
    return shown;
  });
}

/** Every conversation of a scenario as a timed dialogue: the program on the left, the far end on the right. */
export function dialogues(
  scenario: string,
  { conversations, droppedConversations }: TranscriptFile,
  budget: number,
): Markup {
  const counts = countShownEvents(conversations, budget);
  const talks = conversations.flatMap((each, index) => {
    const shownEvents = counts[index] ?? 0;
    return shownEvents > 0 || each.events.length === 0 ? [talk(scenario, each, shownEvents)] : [];
  });
  const beyond = droppedConversations + conversations.length - talks.length;
  return html`${talks}
${beyond > 0 && html`<p class="quiet">… ${formatCount(beyond, 'more conversation')} not shown</p>`}`;
}

function talk(scenario: string, conversation: StoredConversation, shownEvents: number): Markup {
  const { id, events, droppedEvents } = conversation;
  const anchor = (event: number) => eventAnchor(scenario, id, event);
  const missing = droppedEvents + events.length - shownEvents;
  return html`<section class="talk"><h4>${id}</h4>${about(conversation)}
${dialogue(events.slice(0, shownEvents), conversation, { anchor, size: briefPayload })}
${missing > 0 && html`<p class="quiet">… ${formatCount(missing, 'more event')} not shown</p>`}</section>`;
}

/** `TCP, the program dialled 23.81.0.59:80`. */
function about({ protocol, openedBy, dialled, peer }: StoredConversation): Markup {
  const opener = openedBy === 'program' ? 'the program' : `our ${peer}`;
  return html`<p class="quiet">${protocol.toUpperCase()}, ${opener} dialled <code>${dialled}</code></p>`;
}

interface DialogueOptions {
  /** The number of the first event shown; the default is 0. */
  readonly first?: number;
  readonly pointer?: Pointer;
  /** Id for an event that others link to. */
  readonly anchor?: (event: number) => string;
  /** The default is all that evidence needs. */
  readonly size?: PayloadSize;
}

export function dialogue(
  events: readonly StoredEvent[],
  { peer }: StoredConversation,
  { first = 0, pointer, anchor, size = wholePayload }: DialogueOptions,
): Markup {
  const row = (event: StoredEvent, index: number) => {
    const number = first + index;
    const isMarked = pointer?.event === number;
    const id = anchor && html` id="${anchor(number)}"`;
    return html`<li class="${event.from} ${event.kind}${isMarked && ' here'}"${id}>
<span class="time">${formatDuration(event.atMs)}</span><div class="said"><span class="by">${speaker(event, peer)}</span>${isMarked && html`<span class="pin">here</span>`}${body(event, size, isMarked ? pointer?.offset : undefined)}</div></li>`;
  };
  return html`<ol class="dialogue">${events.map(row)}</ol>`;
}

function speaker({ from }: StoredEvent, peer: string): string {
  return from === 'program' ? 'program' : peer;
}

const deeds: Readonly<Record<StoredEvent['kind'], string>> = {
  open: 'opened',
  data: '',
  datagram: '',
  end: 'sent FIN',
  reset: 'sent RST',
  close: 'closed',
  lost: 'lost on the way',
  timeout: '',
  error: 'error',
  note: '',
};

function body({ kind, text, bytes }: StoredEvent, size: PayloadSize, offset: number | undefined): Markup {
  const deed = deeds[kind] && html`<span class="deed">${deeds[kind]}</span>`;
  const meaning = text !== undefined && html`<span class="meaning">${codeText(text)}</span>`;
  return html`${deed} ${meaning}${bytes && bytes.length > 0 && payload(bytes, size, offset)}`;
}
