import { setTimeout as sleep } from 'node:timers/promises';
import { classify, classifyError, type Meaning, type OwnRequests, type RequestState } from './classify.ts';
import { buildEchoRequest } from './echo.ts';
import { explainIcmpError } from './icmp-errors.ts';
import type {
  IcmpListener,
  IcmpPeer,
  IcmpSocket,
  ReceivedError,
  ReceivedMessage,
  Sent,
} from './icmp-socket.ts';
import { type IcmpVersion, icmpVersionFor } from './icmp-version.ts';
import { openIcmp, type SocketKind } from './open-icmp.ts';
import type { PingEvent } from './ping-event.ts';
import { PingRecord, type PingStatistics } from './statistics.ts';

export interface PingOptions {
  readonly count: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly socketKind: SocketKind;
}

/**
 * Pings one address: a request every `intervalMs`, each waiting at most `timeoutMs`. Ends after `count` requests or
 * when `signal` aborts, and gives the figures of what was done until then.
 * @throws SetupError when there is no ICMP socket to be had
 */
export async function ping(
  peer: IcmpPeer,
  options: PingOptions,
  report: (event: PingEvent) => void,
  signal: AbortSignal,
): Promise<PingStatistics> {
  const socket = await openIcmp(peer, options.socketKind);
  const pinger = new Pinger(socket, icmpVersionFor(peer.address), report);
  try {
    for (let n = 1; n <= options.count && !signal.aborted; n += 1) {
      const startedAtMs = performance.now();
      await pinger.pingOnce(n, options.timeoutMs, signal);
      if (n === options.count) break;
      const pauseMs = startedAtMs + options.intervalMs - performance.now();
      // Even without a pause other work must have its turn: Ctrl-C, say.
      await sleep(Math.max(0, pauseMs), undefined, { signal }).catch(() => undefined);
    }
  } finally {
    socket.close();
  }
  return pinger.record.statistics();
}

class Pinger implements IcmpListener {
  readonly record = new PingRecord();
  readonly #socket: IcmpSocket;
  readonly #version: IcmpVersion;
  readonly #report: (event: PingEvent) => void;
  readonly #states = new Map<number, RequestState>();
  readonly #sentAtMs = new Map<number, number>();
  /** Ends the wait for the request that is waiting. */
  #finish: () => void = () => undefined;

  constructor(socket: IcmpSocket, version: IcmpVersion, report: (event: PingEvent) => void) {
    this.#socket = socket;
    this.#version = version;
    this.#report = report;
    socket.listen(this);
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
    // Interrupted: this one had no fair chance, and is not lost.
    if (signal.aborted) this.record.pending += this.#sentAtMs.has(sequence) ? 1 : 0;
    else this.#report({ kind: 'timeout', sequence });
  }

  #send(sequence: number): void {
    const { identifier } = this.#socket;
    const message = buildEchoRequest({ identifier, sequence }, this.#version, Date.now());
    this.#states.set(sequence, 'waiting');
    this.#sentAtMs.delete(sequence);
    this.#socket.send(message, (sent) => this.#noteSent(sequence, sent));
  }

  #noteSent(sequence: number, sent: Sent): void {
    if ('sentAtMs' in sent) {
      this.record.sent += 1;
      this.#sentAtMs.set(sequence, sent.sentAtMs);
      return;
    }
    this.record.unsent += 1;
    this.#report({ kind: 'unsent', sequence, reason: sent.reason });
    this.#settle(sequence, 'failed');
  }

  onMessage({ source, ttl, message, atMs }: ReceivedMessage): void {
    const meaning = classify(message, this.#ownRequests());
    if (meaning.kind === 'ignored') return;
    const { kind, sequence } = meaning;
    if (kind === 'error') {
      this.#takeError(meaning, source);
      return;
    }
    if (kind !== 'reply') this.record.odd[kind] += 1;
    if (kind === 'corrupted') {
      this.#report({ kind, sequence, source });
      return;
    }
    const rttMs = atMs - (this.#sentAtMs.get(sequence) ?? atMs);
    if (kind === 'reply') this.record.addReply(rttMs);
    this.#report({ kind, sequence, source, ttl, rttMs, bytes: message.length });
    if (kind === 'reply') this.#settle(sequence, 'answered');
  }

  onError(received: ReceivedError): void {
    const meaning = classifyError(received, this.#ownRequests());
    if (meaning.kind === 'error') this.#takeError(meaning, received.source);
  }

  #takeError(error: Extract<Meaning, { kind: 'error' }>, source: string): void {
    const { sequence } = error;
    this.record.odd.error += 1;
    this.#report({ kind: 'error', sequence, source, text: explainIcmpError(error, this.#version) });
    this.#settle(sequence, 'failed');
  }

  #ownRequests(): OwnRequests {
    return { version: this.#version, identifier: this.#socket.identifier, states: this.#states };
  }

  #settle(sequence: number, state: RequestState): void {
    if (this.#states.get(sequence) !== 'waiting') return;
    this.#states.set(sequence, state);
    this.#finish();
  }
}

/** The field has 16 bits: a long run starts over at 0. */
function sequenceOf(n: number): number {
  return n & 0xffff;
}
