import type { Socket } from 'node:dgram';
import { codeOf } from './endpoint.ts';
import { formatPing, type PingMessage, parseAnswer } from './ping-message.ts';

/** How one ping ended. */
export type PingOutcome =
  | { readonly kind: 'answered'; readonly rttMs: number; readonly text: string }
  | { readonly kind: 'timed-out' }
  /** The other host said that nothing listens on the port (ICMP port unreachable), or the send failed. */
  | { readonly kind: 'unreachable'; readonly code: string };

/** A datagram that is not the answer that was waited for. */
export type Stray =
  | { readonly kind: 'late'; readonly sequence: number; readonly rttMs: number }
  | { readonly kind: 'duplicate'; readonly sequence: number }
  | { readonly kind: 'foreign'; readonly text: string };

interface SentPing extends PingMessage {
  readonly sentAtMs: number;
  isAnswered: boolean;
}

/** Sends pings over a connected socket, one at a time, and tells their answers from everything else that comes. */
export class Pinger {
  readonly #socket: Socket;
  readonly #onStray: (stray: Stray) => void;
  readonly #sent = new Map<number, SentPing>();
  /** The ping that is being waited for. */
  #current: { readonly ping: SentPing; readonly settle: (outcome: PingOutcome) => void } | undefined;

  constructor(socket: Socket, onStray: (stray: Stray) => void) {
    this.#socket = socket;
    this.#onStray = onStray;
    socket.on('message', (bytes) => this.#receive(bytes.toString()));
    socket.on('error', (error) => this.#current?.settle({ kind: 'unreachable', code: codeOf(error) }));
  }

  /** Sends one ping and waits for its answer, at most `timeoutMs`. */
  async ping(sequence: number, timeoutMs: number): Promise<PingOutcome> {
    const time = new Date().toISOString();
    const ping: SentPing = { sequence, time, sentAtMs: performance.now(), isAnswered: false };
    const { promise, resolve } = Promise.withResolvers<PingOutcome>();
    this.#sent.set(sequence, ping);
    this.#current = { ping, settle: resolve };
    const timer = setTimeout(resolve, timeoutMs, { kind: 'timed-out' });
    this.#socket.send(formatPing(ping), (error) => {
      if (error) resolve({ kind: 'unreachable', code: codeOf(error) });
    });
    const outcome = await promise;
    clearTimeout(timer);
    this.#current = undefined;
    return outcome;
  }

  #receive(text: string): void {
    const receivedAtMs = performance.now();
    const answer = parseAnswer(text);
    const ping = answer && this.#sent.get(answer.sequence);
    // The time must be that of our ping as well: an answer to an earlier run of ours is none to this one.
    if (!ping || ping.time !== answer.time) {
      this.#onStray({ kind: 'foreign', text });
      return;
    }
    const rttMs = receivedAtMs - ping.sentAtMs;
    if (ping.isAnswered) this.#onStray({ kind: 'duplicate', sequence: ping.sequence });
    else if (this.#current?.ping === ping) this.#current.settle({ kind: 'answered', rttMs, text });
    else this.#onStray({ kind: 'late', sequence: ping.sequence, rttMs });
    ping.isAnswered = true;
  }
}
