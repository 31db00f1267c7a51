import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { classify, type RequestState } from './classify.ts';
import { buildEchoRequest } from './echo.ts';
import { readIpv4 } from './ipv4.ts';
import { openRawIcmp, type RawSocket } from './raw-icmp.ts';
import { PingRecord, type PingStatistics } from './statistics.ts';

export interface PingOptions {
  readonly count: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** What happened to the request with this sequence number. */
export type PingEvent =
  | { readonly kind: 'timeout'; readonly sequence: number }
  | { readonly kind: 'corrupted'; readonly sequence: number; readonly source: string }
  | {
      readonly kind: 'error';
      readonly sequence: number;
      readonly source: string;
      readonly type: number;
      readonly code: number;
    }
  | {
      readonly kind: 'reply' | 'duplicate' | 'late';
      readonly sequence: number;
      readonly source: string;
      /** Of the ICMP message, header included. */
      readonly bytes: number;
      readonly ttl: number;
      readonly rttMs: number;
    };

/**
 * Pings one address: a request every `intervalMs`, each waiting at most `timeoutMs`. Ends after `count` requests or
 * when `signal` aborts, and gives the figures of what was done until then.
 * @throws SetupError when there is no raw socket to be had
 */
export async function ping(
  address: string,
  options: PingOptions,
  report: (event: PingEvent) => void,
  signal: AbortSignal,
): Promise<PingStatistics> {
  const pinger = new Pinger(address, report);
  try {
    const startedAtMs = performance.now();
    for (let n = 1; n <= options.count && !signal.aborted; n += 1) {
      await pinger.pingOnce(n, options.timeoutMs, signal);
      if (n === options.count) break;
      const pauseMs = startedAtMs + n * options.intervalMs - performance.now();
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    pinger.close();
  }
  return pinger.record.statistics();
}

class Pinger {
  readonly record = new PingRecord();
  readonly #address: string;
  readonly #report: (event: PingEvent) => void;
  readonly #socket: RawSocket = openRawIcmp();
  /** Ours alone: replies to other programs carry another. */
  readonly #identifier = randomInt(1, 0x10000);
  readonly #states = new Map<number, RequestState>();
  readonly #sentAtMs = new Map<number, number>();
  /** Ends the wait for the request that is waiting. */
  #finish: () => void = () => undefined;

  constructor(address: string, report: (event: PingEvent) => void) {
    this.#address = address;
    this.#report = report;
    this.#socket.on('message', (packet) => this.#receive(packet, performance.now()));
    this.#socket.on('error', () => undefined);
  }

  close(): void {
    this.#socket.close();
  }

  /** Sends the n-th request and waits for what becomes of it. */
  async pingOnce(n: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const sequence = sequenceOf(n);
    const isFinished = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    this.#send(sequence);
    const timeUp = new AbortController();
    const waiting = sleep(timeoutMs, undefined, { signal: AbortSignal.any([signal, timeUp.signal]) });
    await Promise.race([isFinished, waiting.catch(() => undefined)]);
    timeUp.abort();
    if (this.#states.get(sequence) !== 'waiting') return;
    this.#states.set(sequence, 'timed-out');
    // Interrupted: this one had no fair chance, it counts neither as sent nor as lost.
    if (signal.aborted) this.record.sent -= 1;
    else this.#report({ kind: 'timeout', sequence });
  }

  #send(sequence: number): void {
    const message = buildEchoRequest({ identifier: this.#identifier, sequence }, Date.now());
    this.#states.set(sequence, 'waiting');
    this.record.sent += 1;
    const stampTime = () => this.#sentAtMs.set(sequence, performance.now());
    // A request that cannot be sent (no route, say) ends as a time-out.
    this.#socket.send(message, 0, message.length, this.#address, stampTime, () => undefined);
  }

  #receive(bytes: Buffer, nowMs: number): void {
    const packet = readIpv4(bytes);
    if (!packet) return;
    const meaning = classify(packet, this.#identifier, this.#states);
    if (meaning.kind === 'ignored') return;
    const { source, ttl } = packet;
    const { sequence } = meaning;
    if (meaning.kind !== 'reply') this.record.odd[meaning.kind] += 1;
    if (meaning.kind === 'error') this.#report({ ...meaning, source });
    else if (meaning.kind === 'corrupted') this.#report({ kind: 'corrupted', sequence, source });
    else {
      const rttMs = nowMs - (this.#sentAtMs.get(sequence) ?? nowMs);
      if (meaning.kind === 'reply') this.record.rttsMs.push(rttMs);
      this.#report({ kind: meaning.kind, sequence, source, ttl, rttMs, bytes: packet.payload.length });
    }
    if (meaning.kind === 'reply' || meaning.kind === 'error') this.#settle(sequence);
  }

  #settle(sequence: number): void {
    if (this.#states.get(sequence) !== 'waiting') return;
    this.#states.set(sequence, 'answered');
    this.#finish();
  }
}

/** The field has 16 bits: a long run starts over at 0. */
function sequenceOf(n: number): number {
  return n & 0xffff;
}
