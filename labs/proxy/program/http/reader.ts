import type { Socket } from 'node:net';
import { RequestError, SyntaxFault, Truncated } from './errors.ts';
import { endOfHead, withoutEmptyLines } from './head-end.ts';

const MAX_HEAD_BYTES = 64 * 1024;
/** What may come before somebody asks for it. */
const MAX_AHEAD_BYTES = 64 * 1024;

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Pulls bytes out of a socket. Little is read before somebody asks, so a slow receiver slows its sender down and memory
 * stays flat, however long the message.
 */
export class Reader {
  readonly #socket: Socket;
  #buffered: Buffer = NOTHING;
  #arrived: Buffer[] = [];
  #arrivedBytes = 0;
  #wake: () => void = () => {};
  #fault: Error | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', (error) => {
      this.#fault ??= error;
    });
    socket.on('data', (bytes: Buffer) => this.#arrive(bytes));
    for (const event of ['end', 'error', 'close']) socket.on(event, () => this.#wake());
  }

  /** The next bytes, at most `limit` of them, or undefined when the other side has closed. Throws on a reset. */
  async read(limit = Number.POSITIVE_INFINITY): Promise<Buffer | undefined> {
    const bytes = this.#buffered.length > 0 ? this.#buffered : await this.#pull();
    if (!bytes) return undefined;
    this.#buffered = bytes.subarray(limit);
    return bytes.subarray(0, limit);
  }

  /**
   * A message head without its empty line, or undefined when the other side closed before it began one.
   *
   * @param limitMs for the whole of it, from its first byte: one byte now and then holds no place for long
   * @throws Truncated when it closed in the middle, SyntaxFault when the head is too large, RequestError when it took
   *   too long
   */
  async readHead(limitMs = Number.POSITIVE_INFINITY): Promise<string | undefined> {
    let deadlineMs = Number.POSITIVE_INFINITY;
    for (;;) {
      // Empty lines before a request line mean nothing: old clients send one after a POST.
      this.#buffered = withoutEmptyLines(this.#buffered);
      const text = this.#takeHead();
      if (text !== undefined) return text;
      if (this.#buffered.length > MAX_HEAD_BYTES) throw new SyntaxFault('the head is larger than 64 KiB');
      const hasBegun = this.#buffered.length > 0;
      if (hasBegun) deadlineMs = Math.min(deadlineMs, Date.now() + limitMs);
      const more = await this.#pull(deadlineMs);
      if (!more && !hasBegun) return undefined;
      if (!more) throw new Truncated('the connection closed in the middle of a head');
      this.#buffered = hasBegun ? Buffer.concat([this.#buffered, more]) : more;
    }
  }

  /** One line without its end. @throws Truncated, SyntaxFault when it is too long */
  async readLine(maxBytes = 4096): Promise<string> {
    for (;;) {
      const end = this.#buffered.indexOf(0x0a);
      if (end >= 0) {
        const line = this.#buffered.toString('latin1', 0, end);
        this.#buffered = this.#buffered.subarray(end + 1);
        return line.endsWith('\r') ? line.slice(0, -1) : line;
      }
      if (this.#buffered.length > maxBytes) throw new SyntaxFault('a line is too long');
      const more = await this.#pull();
      if (!more) throw new Truncated('the connection closed in the middle of a line');
      this.#buffered = this.#buffered.length === 0 ? more : Buffer.concat([this.#buffered, more]);
    }
  }

  #takeHead(): string | undefined {
    const end = endOfHead(this.#buffered);
    if (!end) return undefined;
    const text = this.#buffered.toString('latin1', 0, end.text);
    this.#buffered = this.#buffered.subarray(end.whole);
    return text;
  }

  async #pull(deadlineMs = Number.POSITIVE_INFINITY): Promise<Buffer | undefined> {
    for (;;) {
      const bytes = this.#arrived.shift();
      if (bytes) {
        this.#arrivedBytes -= bytes.length;
        return bytes;
      }
      if (this.#fault) throw this.#fault;
      if (this.#socket.readableEnded || this.#socket.destroyed) return undefined;
      await this.#nextEvent(deadlineMs);
    }
  }

  /** @throws RequestError when nothing happens until the deadline */
  #nextEvent(deadlineMs: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#wake = resolve;
    if (this.#socket.isPaused()) this.#socket.resume();
    if (deadlineMs === Number.POSITIVE_INFINITY) return promise;
    const tooLate = new RequestError(408, 'The request head did not come to its end in time.');
    const timer = setTimeout(() => reject(tooLate), Math.max(0, deadlineMs - Date.now()));
    return promise.finally(() => clearTimeout(timer));
  }

  #arrive(bytes: Buffer): void {
    this.#arrived.push(bytes);
    this.#arrivedBytes += bytes.length;
    if (this.#arrivedBytes >= MAX_AHEAD_BYTES) this.#socket.pause();
    this.#wake();
  }
}
