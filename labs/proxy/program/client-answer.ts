import type { Socket } from 'node:net';
import { framingFields } from './forward.ts';
import { formatChunk, LAST_CHUNK } from './http/body.ts';
import { formatDate } from './http/date.ts';
import { type Fields, tokensOf } from './http/fields.ts';
import type { Framing } from './http/framing.ts';
import { formatHead, type RequestHead, type ResponseHead } from './http/head.ts';
import { write } from './http/write.ts';

const REASONS: Readonly<Record<number, string>> = {
  206: 'Partial Content',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  408: 'Request Timeout',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
  508: 'Loop Detected',
};

/** The answer to one request, on its way to the client. */
export class ClientAnswer {
  /** What went out, for the log. */
  status = 0;
  bytes = 0;
  /** Whether the connection can take another request afterwards. */
  keepsAlive: boolean;
  /** Bytes of the request's body are still to come: what follows the answer would not be a request. */
  isRequestUnread = false;
  readonly #socket: Socket;
  readonly #request: RequestHead | undefined;
  #framing: Framing = { kind: 'none' };

  /** @param request what is answered; undefined when it could not be understood */
  constructor(socket: Socket, request?: RequestHead) {
    this.#socket = socket;
    this.#request = request;
    const wishes = tokensOf(request?.fields ?? [], 'connection');
    this.keepsAlive =
      request !== undefined &&
      (request.version === '1.1' ? !wishes.includes('close') : wishes.includes('keep-alive'));
  }

  get isStarted(): boolean {
    return this.status !== 0;
  }

  get isGone(): boolean {
    return this.#socket.destroyed;
  }

  /** Calls back when the client goes away before the answer is finished. The returned function ends that. */
  onGone(callback: () => void): () => void {
    this.#socket.once('close', callback);
    return () => this.#socket.off('close', callback);
  }

  /** What was sent before has not all been taken: whoever sends more has to wait. */
  get isHeldUp(): boolean {
    return this.#socket.writableNeedDrain || !this.#socket.writable;
  }

  get connection(): 'keep-alive' | 'close' {
    return this.keepsAlive ? 'keep-alive' : 'close';
  }

  /** Sends an answer that is all there, head and body. @param bodyBytes how much of it is body */
  sendWhole(status: number, bytes: Buffer, bodyBytes: number): void {
    this.status = status;
    this.bytes = bodyBytes;
    this.#holdForTurn();
    this.#socket.write(bytes);
  }

  /**
   * Sends the head.
   *
   * @param length of the body in bytes; undefined when it is not known before its end: it is then sent in chunks, or
   * to an HTTP/1.0 client until the connection closes. 'none' when no body follows and `fields` are sent as they are.
   */
  async begin(
    status: number,
    reason: string,
    fields: Fields,
    length: number | 'none' | undefined,
  ): Promise<void> {
    this.status = status;
    this.#framing = this.#framingFor(length);
    if (this.#framing.kind === 'close' || this.isRequestUnread) this.keepsAlive = false;
    this.#holdForTurn();
    const all: Fields = [...fields, ...framingFields(this.#framing), ['Connection', this.connection]];
    await write(this.#socket, formatHead(`HTTP/1.1 ${status} ${reason || (REASONS[status] ?? '')}`, all));
  }

  async write(bytes: Buffer): Promise<void> {
    this.bytes += bytes.length;
    await write(this.#socket, this.#framing.kind === 'chunked' ? formatChunk(bytes) : bytes);
  }

  /** Says that the body is complete. */
  async end(): Promise<void> {
    if (this.#framing.kind === 'chunked') await write(this.#socket, LAST_CHUNK);
  }

  /** Ends an answer that cannot be completed so that the client notices. */
  abort(): void {
    this.keepsAlive = false;
    // Without a length or chunks an orderly close would look like the end of the body.
    if (this.#framing.kind === 'close') this.#socket.resetAndDestroy();
    else this.#socket.end();
  }

  /** Passes on an interim answer; HTTP/1.0 has none. */
  async interim(head: ResponseHead): Promise<void> {
    if (this.#request?.version === '1.0') return;
    await write(this.#socket, formatHead(`HTTP/1.1 ${head.status} ${head.reason}`, head.fields));
  }

  /** A whole answer of the proxy's own. */
  async sendError(status: number, message: string): Promise<void> {
    const reason = REASONS[status] ?? 'Error';
    const lead = status === 400 ? 'Illegal request' : `${status} ${reason}`;
    const body = Buffer.from(
      `<!doctype html>\n<title>${status} ${reason}</title>\n<h1>${lead}</h1>\n<p>${escapeHtml(message)}</p>\n`,
    );
    const fields: Fields = [
      ['Date', formatDate(Date.now())],
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Cache-Control', 'no-store'],
    ];
    await this.begin(status, reason, fields, body.length);
    if (this.#request?.method !== 'HEAD') await this.write(body);
  }

  /**
   * Lets bytes go out at the end of this turn of the event loop: what of the body is there by then leaves with the head
   * in one write, and the answers to requests that came in the same turn leave one right after the other, which wakes
   * a client of many connections once and not for each.
   */
  #holdForTurn(): void {
    this.#socket.cork();
    setImmediate(() => this.#socket.uncork());
  }

  #framingFor(length: number | 'none' | undefined): Framing {
    if (length === 'none') return { kind: 'none' };
    if (length !== undefined) return { kind: 'length', length };
    return { kind: this.#request?.version === '1.0' ? 'close' : 'chunked' };
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
