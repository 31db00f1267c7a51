import type { Socket } from 'node:net';
import { HttpError } from './http-error.ts';
import { parseRequest, type Request } from './request.ts';
import { type BodyLength, bodyLengthOf, measureChunks } from './request-body.ts';

/** What a client may cost. */
export interface Limits {
  readonly headBytes: number;
  readonly targetBytes: number;
  readonly bodyBytes: number;
  /** For a whole head, from its first byte: one byte a second holds no place for long. */
  readonly headTimeoutMs: number;
}

/**
 * Cuts the bytes of a connection into requests. TCP delivers a stream, not messages: a head may come in many pieces,
 * and a piece may hold the end of one request and the beginning of the next.
 */
export class RequestReader {
  readonly #socket: Socket;
  readonly #limits: Limits;
  #waiting: Buffer = Buffer.alloc(0);
  #hasEnded = false;
  #onNews: () => void = () => {};

  constructor(socket: Socket, limits: Limits) {
    this.#socket = socket;
    this.#limits = limits;
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('end', () => this.#end());
    socket.on('close', () => this.#end());
  }

  /**
   * The next request, its body skipped; undefined when the client closed, in mid-request too.
   * @throws HttpError for what cannot be understood; the connection must close then
   */
  async next(): Promise<Request | undefined> {
    while (!this.#hasFirstByte()) {
      if (this.#hasEnded) return undefined;
      await this.#more();
    }
    const deadline = Date.now() + this.#limits.headTimeoutMs;
    let head = this.#findHead();
    while (!head) {
      if (this.#hasEnded) return undefined;
      if (!(await this.#more(deadline)))
        throw new HttpError(408, 'The head did not come to its end in time.');
      head = this.#findHead();
    }
    const text = this.#waiting.toString('latin1', 0, head.textEnd);
    this.#consume(head.end);
    this.#checkTarget(text);
    const request = parseRequest(text);
    await this.#skipBody(bodyLengthOf(request), deadline);
    return request;
  }

  #consume(bytes: number): void {
    if (bytes > 0) this.#waiting = this.#waiting.subarray(bytes);
  }

  /** Blank lines before a request are skipped. @see https://www.rfc-editor.org/rfc/rfc9112#section-2.2 */
  #hasFirstByte(): boolean {
    let start = 0;
    while (this.#waiting[start] === 13 || this.#waiting[start] === 10) start += 1;
    this.#consume(start);
    return this.#waiting.length > 0;
  }

  /** A line may end with LF alone, as typed into nc. @throws HttpError 414 or 431 when there is no end in sight */
  #findHead(): { textEnd: number; end: number } | undefined {
    for (let at = this.#waiting.indexOf(10); at >= 0; at = this.#waiting.indexOf(10, at + 1)) {
      const isCrlf = this.#waiting[at + 1] === 13 && this.#waiting[at + 2] === 10;
      if (isCrlf || this.#waiting[at + 1] === 10) {
        const end = at + (isCrlf ? 3 : 2);
        if (end > this.#limits.headBytes) this.#refuseLongHead();
        return { textEnd: this.#waiting[at - 1] === 13 ? at - 1 : at, end };
      }
    }
    if (this.#waiting.length > this.#limits.headBytes) this.#refuseLongHead();
    return undefined;
  }

  #refuseLongHead(): never {
    const lineEnd = this.#waiting.indexOf(10);
    this.#checkTarget(this.#waiting.toString('latin1', 0, lineEnd < 0 ? this.#waiting.length : lineEnd));
    throw new HttpError(431, `A head may have ${this.#limits.headBytes} bytes.`);
  }

  #checkTarget(head: string): void {
    const lineEnd = head.indexOf('\n');
    if ((lineEnd < 0 ? head.length : lineEnd) <= this.#limits.targetBytes) return;
    throw new HttpError(414, `A request line may have ${this.#limits.targetBytes} bytes.`);
  }

  async #skipBody(length: BodyLength, deadline: number): Promise<void> {
    if (length === 0) return;
    for (;;) {
      const measured = length === 'chunked' ? measureChunks(this.#waiting) : length;
      if ((measured ?? this.#waiting.length) > this.#limits.bodyBytes) {
        throw new HttpError(413, `A body may have ${this.#limits.bodyBytes} bytes.`);
      }
      if (measured !== undefined && this.#waiting.length >= measured) return this.#consume(measured);
      if (this.#hasEnded) throw new HttpError(400, 'The body did not come to its end.');
      if (!(await this.#more(deadline)))
        throw new HttpError(408, 'The body did not come to its end in time.');
    }
  }

  /** Waits for more bytes, or the end of them. @returns false when the time, if there is one, ran out first */
  #more(deadline?: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#onNews = () => resolve(true);
    this.#socket.resume();
    if (deadline === undefined) return promise;
    const timer = setTimeout(() => resolve(false), Math.max(deadline - Date.now(), 0));
    return promise.finally(() => clearTimeout(timer));
  }

  #receive(bytes: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    // While an answer is on its way, a client that sends on and on must wait in the kernel, not in our memory.
    if (this.#waiting.length > this.#limits.headBytes + this.#limits.bodyBytes) this.#socket.pause();
    this.#onNews();
  }

  #end(): void {
    this.#hasEnded = true;
    this.#onNews();
  }
}
