import type { Conversation, ConversationHead, EventKind, Side, TranscriptEvent } from './transcript.ts';

/** Milliseconds since the epoch with microsecond fractions, steady within one process. */
export function preciseNowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** What is kept of one conversation. A program that sends byte by byte, or without end, must not fill the memory. */
const mostBytes = 1 << 20;
const mostEvents = 4000;

/** Writes one conversation down. Append-only; every call stamps the time. */
export class ConversationRecorder {
  readonly id: string;
  readonly #head: ConversationHead;
  readonly #elapsedMs: () => number;
  readonly #events: TranscriptEvent[] = [];
  #keptBytes = 0;
  /** What came after the most that is kept, by who sent it. */
  readonly #omitted = { program: 0, peer: 0 };

  constructor(id: string, head: ConversationHead, elapsedMs: () => number) {
    this.id = id;
    this.#head = head;
    this.#elapsedMs = elapsedMs;
  }

  /** Bytes of a stream (copied: the caller may reuse its buffer). */
  data(from: Side, bytes: Uint8Array, text?: string): void {
    this.#add(from, 'data', bytes, text);
  }

  /** One whole datagram or ICMP message. */
  datagram(from: Side, bytes: Uint8Array, text?: string): void {
    this.#add(from, 'datagram', bytes, text);
  }

  /** A datagram the peer dropped on purpose. */
  lost(from: Side, bytes: Uint8Array, text?: string): void {
    this.#add(from, 'lost', bytes, text);
  }

  /** Anything without bytes. */
  event(from: Side, kind: Exclude<EventKind, 'data' | 'datagram' | 'lost'>, text?: string): void {
    this.#add(from, kind, undefined, text);
  }

  conversation(): Conversation {
    const notes = (['program', 'peer'] as const)
      .filter((from) => this.#omitted[from] > 0)
      .map((from): TranscriptEvent => {
        const text = `${this.#omitted[from]} more bytes of the ${from} are not shown`;
        return { atMs: this.#elapsedMs(), from, kind: 'note', text };
      });
    return { ...this.#head, id: this.id, events: [...this.#events, ...notes] };
  }

  #add(from: Side, kind: EventKind, bytes?: Uint8Array, text?: string): void {
    if (bytes && (this.#keptBytes >= mostBytes || this.#events.length >= mostEvents)) {
      this.#omitted[from] += bytes.length;
      return;
    }
    const kept = bytes && Uint8Array.from(bytes.subarray(0, mostBytes - this.#keptBytes));
    if (bytes && kept) {
      this.#keptBytes += kept.length;
      this.#omitted[from] += bytes.length - kept.length;
    }
    this.#events.push({
      atMs: this.#elapsedMs(),
      from,
      kind,
      ...(kept && { bytes: kept }),
      ...(text !== undefined && { text }),
    });
  }
}

/** Everything that was said in one scenario, in the order in which it was opened. */
export class Recorder {
  readonly #startedAtMs: number;
  readonly #conversations: ConversationRecorder[] = [];
  readonly #adopted = new Map<string, Conversation>();
  readonly #counts = new Map<string, number>();

  /** @param startedAtMs the scenario's time zero, on the clock of `preciseNowMs` */
  constructor(startedAtMs: number = preciseNowMs()) {
    this.#startedAtMs = startedAtMs;
  }

  /** Milliseconds since the scenario began. */
  elapsedMs(): number {
    return preciseNowMs() - this.#startedAtMs;
  }

  open(head: ConversationHead): ConversationRecorder {
    const count = (this.#counts.get(head.peer) ?? 0) + 1;
    this.#counts.set(head.peer, count);
    const opened = new ConversationRecorder(`${head.peer}-${count}`, head, () => this.elapsedMs());
    this.#conversations.push(opened);
    return opened;
  }

  /** Conversations that were written down elsewhere on the same clock; each replaces what was adopted of it before. */
  adopt(conversations: readonly Conversation[]): void {
    for (const conversation of conversations) this.#adopted.set(conversation.id, conversation);
  }

  transcript(): readonly Conversation[] {
    const own = this.#conversations.map((each) => each.conversation());
    if (this.#adopted.size === 0) return own;
    const beginningMs = ({ events: [first] }: Conversation) => first?.atMs ?? 0;
    return [...own, ...this.#adopted.values()].sort((a, b) => beginningMs(a) - beginningMs(b));
  }
}
