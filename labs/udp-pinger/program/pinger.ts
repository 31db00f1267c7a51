import type { Socket } from 'node:dgram';
import { codeOf } from './endpoint.ts';
import { formatPing, type PingMessage, parseAnswer } from './ping-message.ts';

/** How one ping ended. */
export type PingOutcome =
  | { readonly kind: 'answered'; readonly rttMs: number; readonly text: string }
  | { readonly kind: 'timed-out' }
  /** The other host, or one on the way, said that it cannot be delivered (ICMP port unreachable: `ECONNREFUSED`). */
  | { readonly kind: 'refused'; readonly code: string }
  /** It did not leave: there is no route, say. */
  | { readonly kind: 'unsent'; readonly code: string }
  /** The end was asked for while it was waited for: it is neither answered nor lost. */
  | { readonly kind: 'interrupted' };

/** A datagram that is not the answer that was waited for. */
export type Stray =
  /** After its time, but before the answer to any later ping. */
  | { readonly kind: 'late'; readonly sequence: number; readonly rttMs: number }
  /** So late that the answer to a later ping has overtaken it. */
  | { readonly kind: 'reordered'; readonly sequence: number; readonly rttMs: number }
  | { readonly kind: 'duplicate'; readonly sequence: number }
  | { readonly kind: 'foreign'; readonly text: string };

interface SentPing extends PingMessage {
  readonly sentAtMs: number;
  isAnswered: boolean;
}

/** Sends pings over a connected socket, one at a time, and tells their answers from everything else that comes. */
export class Pinger {
  readonly #connect: () => Promise<Socket>;
  readonly #onStray: (stray: Stray) => void;
  #socket: Promise<Socket> | undefined;
  readonly #sent = new Map<number, SentPing>();
  /** The ping that is being waited for. */
  #current: { readonly ping: SentPing; readonly settle: (outcome: PingOutcome) => void } | undefined;
  #lastAnswered = 0;

  constructor(connect: () => Promise<Socket>, onStray: (stray: Stray) => void) {
    this.#connect = connect;
    this.#onStray = onStray;
  }

  /** Sends one ping and waits for its answer, at most `timeoutMs`, or until `end` aborts. */
  async ping(sequence: number, timeoutMs: number, end: AbortSignal): Promise<PingOutcome> {
    // Once more for each ping as long as there is no route: the network may come back.
    this.#socket ??= this.#open();
    const socket = await this.#socket.catch(codeOf);
    if (typeof socket === 'string') {
      this.#socket = undefined;
      return { kind: 'unsent', code: socket };
    }
    const { promise, resolve } = Promise.withResolvers<PingOutcome>();
    const interrupt = () => resolve({ kind: 'interrupted' });
    end.addEventListener('abort', interrupt);
    const timer = setTimeout(resolve, timeoutMs, { kind: 'timed-out' });
    const time = new Date().toISOString();
    const ping: SentPing = { sequence, time, sentAtMs: performance.now(), isAnswered: false };
    this.#sent.set(sequence, ping);
    this.#current = { ping, settle: resolve };
    socket.send(formatPing(ping), (error) => {
      if (error) resolve(failureOf(error));
    });
    const outcome = await promise;
    clearTimeout(timer);
    end.removeEventListener('abort', interrupt);
    this.#current = undefined;
    return outcome;
  }

  async close(): Promise<void> {
    (await this.#socket)?.close();
  }

  async #open(): Promise<Socket> {
    const socket = await this.#connect();
    socket.on('message', (bytes) => this.#receive(bytes.toString()));
    socket.on('error', (error) => this.#current?.settle({ kind: 'refused', code: codeOf(error) }));
    return socket;
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
    const { sequence } = ping;
    const rttMs = receivedAtMs - ping.sentAtMs;
    if (ping.isAnswered) this.#onStray({ kind: 'duplicate', sequence });
    else if (this.#current?.ping === ping) this.#current.settle({ kind: 'answered', rttMs, text });
    else this.#onStray({ kind: sequence < this.#lastAnswered ? 'reordered' : 'late', sequence, rttMs });
    ping.isAnswered = true;
    this.#lastAnswered = Math.max(this.#lastAnswered, sequence);
  }
}

/** The system may tell with this ping that the one before it was refused. */
function failureOf(error: Error): PingOutcome {
  const code = codeOf(error);
  return { kind: code === 'ECONNREFUSED' ? 'refused' : 'unsent', code };
}
