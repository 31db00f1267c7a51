import type { Socket } from 'node:net';
import { SyntaxFault, Truncated } from './errors.ts';

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
   * @throws Truncated when it closed in the middle, SyntaxFault when the head is too large
   */
  async readHead(): Promise<string | undefined> {
    for (;;) {
      // An empty line before a request line is skipped: old clients send one after a POST.
      const text = this.#buffered.toString('latin1');
      const skipped = /^(?:\r?\n)*/.exec(text)?.[0].length ?? 0;
      const end = /\r?\n\r?\n/.exec(text.slice(skipped));
      if (end) {
        this.#buffered = this.#buffered.subarray(skipped + end.index + end[0].length);
        return text.slice(skipped, skipped + end.index);
      }
      if (text.length > MAX_HEAD_BYTES) throw new SyntaxFault('the head is larger than 64 KiB');
      const more = await this.#pull();
      if (!more && text.length === skipped) return undefined;
      if (!more) throw new Truncated('the connection closed in the middle of a head');
      this.#buffered = this.#buffered.length === 0 ? more : Buffer.concat([this.#buffered, more]);
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

  async #pull(): Promise<Buffer | undefined> {
    for (;;) {
      const bytes = this.#arrived.shift();
      if (bytes) {
        this.#arrivedBytes -= bytes.length;
        return bytes;
      }
      if (this.#fault) throw this.#fault;
      if (this.#socket.readableEnded || this.#socket.destroyed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#socket.isPaused()) this.#socket.resume();
      });
    }
  }

  #arrive(bytes: Buffer): void {
    this.#arrived.push(bytes);
    this.#arrivedBytes += bytes.length;
    if (this.#arrivedBytes >= MAX_AHEAD_BYTES) this.#socket.pause();
    this.#wake();
  }
}

/**
 * Writes and waits until the socket has room again.
 *
 * @throws Truncated when the other side is gone
 */
export async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed || !socket.writable) throw new Truncated('the connection is closed');
  if (bytes.length === 0 || socket.write(bytes)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = () => {
      socket.off('drain', settle);
      socket.off('close', settle);
      if (socket.destroyed) reject(new Truncated('the connection closed while it was written to'));
      else resolve();
    };
    socket.on('drain', settle);
    socket.on('close', settle);
  });
}
