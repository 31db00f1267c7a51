import type { Heartbeat } from './heartbeat-message.ts';

/** What a heartbeat tells about its sender. */
export interface HeartbeatNews {
  /** Seconds from one clock to the other: the network's delay plus the difference of the clocks. */
  readonly delay: number;
  /** How many numbers before it were passed over: lost, or still on their way. */
  readonly missing: number;
  /** It was counted as lost before: it only came late, or after a later one. */
  readonly wasMissing: boolean;
  readonly isDuplicate: boolean;
}

/** The figures of one client. */
export interface HeartbeatSummary {
  readonly received: number;
  readonly lost: number;
  readonly lossPercent: number;
  /** One-way, in ms. */
  readonly delayMs: { readonly min: number; readonly avg: number; readonly max: number };
}

/** A missing heartbeat that comes after so many more were missed is taken for a copy. */
const REMEMBERED = 1000;

/** What is known of one client: which of its heartbeats came. */
export class HeartbeatLog {
  #highest: number;
  #received = 0;
  #lost = 0;
  /** The last of the lost ones: they may still come. */
  readonly #missing = new Set<number>();
  #lastSeenAt: number;
  #delays = { least: Number.POSITIVE_INFINITY, sum: 0, most: Number.NEGATIVE_INFINITY };

  /** @param first the number of the first heartbeat that came; earlier ones are nobody's loss */
  constructor(first: number, now: number) {
    this.#highest = first - 1;
    this.#lastSeenAt = now;
  }

  /** @param now seconds, on our clock */
  record({ sequence, sentAt }: Heartbeat, now: number): HeartbeatNews {
    this.#lastSeenAt = now;
    const missing = Math.max(0, sequence - this.#highest - 1);
    this.#miss(sequence - missing, sequence);
    const wasMissing = this.#missing.delete(sequence);
    const isDuplicate = sequence <= this.#highest && !wasMissing;
    this.#highest = Math.max(this.#highest, sequence);
    const delay = now - sentAt;
    if (wasMissing) this.#lost -= 1;
    if (!isDuplicate) this.#count(delay);
    return { delay, missing, wasMissing, isDuplicate };
  }

  /** Whether nothing came for `timeout` seconds. */
  isSilent(now: number, timeout: number): boolean {
    return now - this.#lastSeenAt >= timeout;
  }

  summary(): HeartbeatSummary {
    const { least, sum, most } = this.#delays;
    const [received, lost] = [this.#received, this.#lost];
    return {
      received,
      lost,
      lossPercent: (lost / (received + lost)) * 100,
      delayMs: { min: least * 1000, avg: (sum / received) * 1000, max: most * 1000 },
    };
  }

  #count(delay: number): void {
    const { least, sum, most } = this.#delays;
    this.#received += 1;
    this.#delays = { least: Math.min(least, delay), sum: sum + delay, most: Math.max(most, delay) };
  }

  /** Numbers from `first` on, up to but not with `end`. */
  #miss(first: number, end: number): void {
    this.#lost += end - first;
    for (let each = Math.max(first, end - REMEMBERED); each < end; each++) this.#missing.add(each);
    // A set gives its oldest entries first.
    for (const oldest of this.#missing) {
      if (this.#missing.size <= REMEMBERED) break;
      this.#missing.delete(oldest);
    }
  }
}
