/** All figures of one target. Times in milliseconds; they are absent when no reply came. */
export interface PingStatistics {
  readonly sent: number;
  readonly received: number;
  /** Requests that the system did not let out, for want of a route, say. They are lost, but were not sent. */
  readonly unsent: number;
  /** Requests that were still waited for when it was interrupted: neither answered nor lost. */
  readonly pending: number;
  /** Of the requests whose fate is known; absent when there is none. */
  readonly lossPercent?: number;
  readonly minMs?: number;
  readonly averageMs?: number;
  readonly maxMs?: number;
  /** Of the whole population: what `ping` calls mdev. */
  readonly standardDeviationMs?: number;
  readonly duplicates: number;
  readonly late: number;
  readonly corrupted: number;
  readonly errors: number;
}

/** Events besides replies, counted. */
export type OddEvent = 'duplicate' | 'late' | 'corrupted' | 'error';

/** Collects what happened while pinging. It keeps no list of times: an endless run takes no more memory than a short one. */
export class PingRecord {
  sent = 0;
  unsent = 0;
  pending = 0;
  readonly odd: Record<OddEvent, number> = { duplicate: 0, late: 0, corrupted: 0, error: 0 };
  #received = 0;
  #minMs = Number.POSITIVE_INFINITY;
  #maxMs = 0;
  #meanMs = 0;
  /** The sum of the squared distances from the mean. */
  #squares = 0;

  /** @see https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance#Welford's_online_algorithm */
  addReply(rttMs: number): void {
    this.#received += 1;
    this.#minMs = Math.min(this.#minMs, rttMs);
    this.#maxMs = Math.max(this.#maxMs, rttMs);
    const distance = rttMs - this.#meanMs;
    this.#meanMs += distance / this.#received;
    this.#squares += distance * (rttMs - this.#meanMs);
  }

  statistics(): PingStatistics {
    const { sent, unsent, pending } = this;
    const received = this.#received;
    const decided = sent + unsent - pending;
    return {
      sent,
      received,
      unsent,
      pending,
      ...(decided > 0 && { lossPercent: ((decided - received) / decided) * 100 }),
      ...this.#times(),
      duplicates: this.odd.duplicate,
      late: this.odd.late,
      corrupted: this.odd.corrupted,
      errors: this.odd.error,
    };
  }

  #times() {
    if (this.#received === 0) return {};
    return {
      minMs: this.#minMs,
      averageMs: this.#meanMs,
      maxMs: this.#maxMs,
      standardDeviationMs: Math.sqrt(this.#squares / this.#received),
    };
  }
}
