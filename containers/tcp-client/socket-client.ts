import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import { firstReadOf, type UntilRead } from '../../harness/wire/until-read.ts';
import { ByteBuffer } from './byte-buffer.ts';
import type { ReadingSocket } from './reading-socket.ts';
import type { Ended, Received, TcpClient } from './tcp-client.ts';

const smallPieceBytes = 64;
const largePieceBytes = 16_384;
const manyPieces = 500;
const gatherMs = 1;

/** The client over a socket that has connected, or has failed to. Every byte both ways goes to `conversation`. */
export class SocketClient implements TcpClient {
  readonly isConnected: boolean;
  declare readonly connectError?: string;
  readonly conversation: ConversationRecorder;
  readonly #socket: ReadingSocket;
  readonly #unread = new ByteBuffer();
  /** How the other side closed, once it has. */
  #closed: Exclude<Ended, 'done' | 'timeout'> | undefined;
  #isClosedByUs = false;
  #isPaused = false;
  #smallPieces = 0;
  /** Called when bytes came or the other side closed. */
  #onNews: () => void = () => {};
  readonly #firstRead: () => Promise<boolean>;

  constructor(
    socket: ReadingSocket,
    conversation: ConversationRecorder,
    connectError: string | undefined,
    untilRead?: UntilRead,
  ) {
    this.#firstRead = firstReadOf(socket, untilRead);
    this.#socket = socket;
    this.conversation = conversation;
    this.isConnected = connectError === undefined;
    if (connectError !== undefined) {
      this.connectError = connectError;
      this.#closed = 'error';
      return;
    }
    // Each send that waits listens for the end of the socket.
    socket.setMaxListeners(0);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('end', () => this.#close(socket.writeError === 'ECONNRESET' ? 'reset' : 'end'));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#closeForError(error));
  }

  async send(bytes: Uint8Array | string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (!this.#socket.writable || this.#closed === 'reset') return;
    const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    this.conversation.data('peer', data);
    this.#socket.once('close', resolve);
    this.#socket.write(data, () => resolve());
    await promise;
    this.#socket.off('close', resolve);
  }

  untilRead(): Promise<boolean> {
    return this.#firstRead();
  }

  async sendInPieces(bytes: Uint8Array | string, size: number, gapMs: number): Promise<void> {
    const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    for (let start = 0; start < data.length; start += size) {
      if (start > 0) await (gapMs > 0 ? sleep(gapMs) : nextTurn());
      if (this.#closed === 'reset' || !this.#socket.writable) return;
      await this.send(data.subarray(start, start + size));
      if (start === 0 && size < data.length) await this.untilRead();
    }
  }

  end(): void {
    if (!this.#socket.writable || this.#closed === 'reset') return;
    this.conversation.event('peer', 'end');
    this.#socket.end();
  }

  reset(): void {
    if (this.#isClosedByUs || !this.isConnected) return;
    this.#isClosedByUs = true;
    this.conversation.event('peer', 'reset');
    this.#socket.resetAndDestroy();
  }

  pause(): void {
    this.#isPaused = true;
    this.#socket.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#socket.resume();
  }

  receiveAll(timeoutMs: number): Promise<Received> {
    return this.receiveUntil(() => false, timeoutMs);
  }

  async receiveUntil(isDone: (bytes: Uint8Array) => boolean, timeoutMs: number): Promise<Received> {
    const startedAt = performance.now();
    const { promise, resolve } = Promise.withResolvers<Ended>();
    let firstByteMs: number | undefined;
    let seen = -1;
    const look = () => {
      const bytes = this.#unread.view();
      if (bytes.length > 0) firstByteMs ??= performance.now() - startedAt;
      if (bytes.length !== seen && isDone(bytes)) return resolve('done');
      seen = bytes.length;
      if (this.#closed !== undefined) resolve(this.#closed);
      else if (this.#isClosedByUs) resolve('error');
    };
    const timer = setTimeout(() => resolve('timeout'), timeoutMs);
    this.#onNews = look;
    look();
    const ended = await promise.finally(() => clearTimeout(timer));
    this.#onNews = () => {};
    const durationMs = performance.now() - startedAt;
    return {
      bytes: this.#unread.take(),
      ended,
      durationMs,
      ...(firstByteMs !== undefined && { firstByteMs }),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isConnected && !this.#isClosedByUs) this.conversation.event('peer', 'close');
    this.#isClosedByUs = true;
    this.#socket.destroy();
    this.#onNews();
  }

  #receive(chunk: Uint8Array): void {
    this.conversation.data('program', chunk);
    this.#unread.append(chunk);
    this.#onNews();
    this.#slowDown(chunk.length);
  }

  /**
   * Programs that send byte by byte fill the kernel's buffer as fast as we empty it. Once that is clear, it is emptied
   * less often: nothing is lost but the division into pieces, and the processor is left to the program.
   */
  #slowDown(length: number): void {
    if (length <= smallPieceBytes) this.#smallPieces += 1;
    if (this.#smallPieces < manyPieces || length >= largePieceBytes || this.#isPaused) return;
    this.#socket.pause();
    setTimeout(() => {
      if (!this.#isPaused) this.#socket.resume();
    }, gatherMs);
  }

  #closeForError(error: NodeJS.ErrnoException): void {
    if (error.code === 'ECONNRESET') this.#close('reset');
    else this.#close('error', error.code ?? error.message);
  }

  #close(how: Exclude<Ended, 'done' | 'timeout'>, code?: string): void {
    if (this.#closed !== undefined) return;
    this.#closed = how;
    this.conversation.event('program', how, code);
    this.#onNews();
  }
}
