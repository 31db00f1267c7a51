import type { Heartbeat } from './heartbeat-message.ts';

/** What a heartbeat tells about its sender. */
export interface HeartbeatNews {
  /** Seconds from one clock to the other: the network's delay plus the difference of the clocks. */
  readonly delay: number;
  /** Numbers that were passed over: lost, or still on their way. */
  readonly missing: readonly number[];
  /** It was counted as lost before: it only came late, or after a later one. */
  readonly wasMissing: boolean;
  readonly isDuplicate: boolean;
}

/** What is known of one client: which of its heartbeats came. */
export class HeartbeatLog {
  #highest: number;
  #received = 0;
  readonly #missing = new Set<number>();
  #lastSeenAt: number;

  /** @param first the number of the first heartbeat that came; earlier ones are nobody's loss */
  constructor(first: number, now: number) {
    this.#highest = first - 1;
    this.#lastSeenAt = now;
  }

  /** @param now seconds, on our clock */
  record({ sequence, sentAt }: Heartbeat, now: number): HeartbeatNews {
    this.#lastSeenAt = now;
    const missing = range(this.#highest + 1, Math.min(sequence, this.#highest + 1000));
    for (const each of missing) this.#missing.add(each);
    const wasMissing = this.#missing.delete(sequence);
    const isDuplicate = sequence <= this.#highest && !wasMissing;
    this.#highest = Math.max(this.#highest, sequence);
    if (!isDuplicate) this.#received += 1;
    return { delay: now - sentAt, missing, wasMissing, isDuplicate };
  }

  /** Whether nothing came for `timeout` seconds. */
  isSilent(now: number, timeout: number): boolean {
    return now - this.#lastSeenAt >= timeout;
  }

  summary(): { readonly received: number; readonly lost: number } {
    return { received: this.#received, lost: this.#missing.size };
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
