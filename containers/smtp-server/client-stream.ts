import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import { firstReadOf, type UntilRead } from '../../harness/wire/until-read.ts';

/** More than any student's mail; a client that goes on sending is cut off. */
const MAX_PENDING_BYTES = 32 * 2 ** 20;

/** How many bytes of what is pending to take: a whole line, a whole message. Undefined: not all there yet. */
export type Find = (pending: Buffer) => number | undefined;

/** Bytes taken from the stream, and where in the stream they began. */
export interface Taken {
  readonly bytes: Buffer;
  readonly offset: number;
}

export interface WriteOptions {
  readonly segmentSize?: number | undefined;
  readonly segmentGapMs?: number | undefined;
}

/**
 * A client's connection as a stream to pull from, every byte recorded (decrypted, where it carries TLS). Nothing that the client
 * does makes it throw: a connection that is gone gives undefined and swallows what is written.
 */
export class ClientStream {
  readonly #socket: Socket;
  readonly #conversation: ConversationRecorder;
  readonly #firstRead: () => Promise<boolean>;
  #pending: Buffer = Buffer.alloc(0);
  #received = 0;
  #isEnded = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket, conversation: ConversationRecorder, untilRead?: UntilRead) {
    this.#firstRead = firstReadOf(socket, untilRead);
    this.#socket = socket;
    this.#conversation = conversation;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onClose);
    socket.on('error', this.#onError);
  }

  /** Bytes that have come since this stream began. */
  get received(): number {
    return this.#received;
  }

  /** The client has closed its side. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** What came and was not taken. */
  get pending(): Buffer {
    return this.#pending;
  }

  /** Waits until `find` finds something. @returns undefined when the client closed, or sent too much, before that */
  async take(find: Find): Promise<Taken | undefined> {
    for (;;) {
      const length = find(this.#pending);
      if (length !== undefined) {
        const offset = this.#received - this.#pending.length;
        const bytes = this.#pending.subarray(0, length);
        this.#pending = this.#pending.subarray(length);
        return { bytes, offset };
      }
      if (this.#isEnded) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /**
   * Sends, in pieces where asked to, the very first of which is to be read by itself.
   * @returns how many bytes had come when the last piece left
   */
  async write(bytes: Buffer, { segmentSize, segmentGapMs }: WriteOptions = {}): Promise<number> {
    const size = segmentSize ?? Math.max(1, bytes.length);
    for (let at = 0; at + size < bytes.length; at += size) {
      await this.#send(bytes.subarray(at, at + size));
      await this.#firstRead();
      await sleep(segmentGapMs ?? 5);
    }
    const receivedBefore = this.#received;
    await this.#send(bytes.subarray(Math.floor(Math.max(0, bytes.length - 1) / size) * size));
    return receivedBefore;
  }

  /** Hands the socket over, paused: to TLS, say. What was not taken is gone. */
  release(): Socket {
    this.#socket.pause();
    this.#socket.off('data', this.#onData);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onClose);
    this.#socket.off('error', this.#onError);
    this.#pending = Buffer.alloc(0);
    return this.#socket;
  }

  /** FIN, and no more. */
  end(): void {
    if (this.#socket.destroyed) return;
    this.#conversation.event('peer', 'end');
    this.#socket.end();
    this.#socket.resume();
  }

  async #send(bytes: Buffer): Promise<void> {
    if (bytes.length === 0 || this.#socket.destroyed || !this.#socket.writable) return;
    this.#conversation.data('peer', bytes);
    if (!this.#socket.write(bytes)) {
      await Promise.race([once(this.#socket, 'drain'), once(this.#socket, 'close')]).catch(() => undefined);
    }
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#conversation.data('program', chunk);
    this.#received += chunk.length;
    this.#pending = Buffer.concat([this.#pending, chunk]);
    if (this.#pending.length > MAX_PENDING_BYTES) {
      this.#conversation.event('peer', 'note', `cut off after ${MAX_PENDING_BYTES} bytes`);
      this.#socket.destroy();
    }
    this.#wake();
  };

  readonly #onEnd = (): void => {
    this.#conversation.event('program', 'end');
    this.#finish();
  };

  readonly #onClose = (): void => this.#finish();

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'ECONNRESET') this.#conversation.event('program', 'reset');
    else this.#conversation.event('program', 'error', error.code ?? error.message);
    this.#finish();
  };

  #finish(): void {
    this.#isEnded = true;
    this.#wake();
  }
}
