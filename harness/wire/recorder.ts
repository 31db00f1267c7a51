import type { Conversation, ConversationHead, EventKind, Side, TranscriptEvent } from './transcript.ts';

/** Milliseconds since the epoch with microsecond fractions, steady within one process. */
export function preciseNowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Writes one conversation down. Append-only; every call stamps the time. */
export class ConversationRecorder {
  readonly id: string;
  readonly #head: ConversationHead;
  readonly #elapsedMs: () => number;
  readonly #events: TranscriptEvent[] = [];

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
    return { ...this.#head, id: this.id, events: [...this.#events] };
  }

  #add(from: Side, kind: EventKind, bytes?: Uint8Array, text?: string): void {
    this.#events.push({
      atMs: this.#elapsedMs(),
      from,
      kind,
      ...(bytes && { bytes: Uint8Array.from(bytes) }),
      ...(text !== undefined && { text }),
    });
  }
}

/** Everything that was said in one scenario, in the order in which it was opened. */
export class Recorder {
  readonly #startedAtMs: number;
  readonly #conversations: ConversationRecorder[] = [];
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

  transcript(): readonly Conversation[] {
    return this.#conversations.map((each) => each.conversation());
  }
}
