import { Socket } from 'node:net';

type WriteCallback = (error?: Error | null) => void;

/**
 * A socket that reads to the end whatever becomes of its writes. Node destroys a socket whose write failed, and with it
 * the bytes that the kernel still holds: a server that answers early and closes would seem to have said nothing.
 */
export class ReadingSocket extends Socket {
  /** Code of the first write that failed: `ECONNRESET` when the reset was met by writing, `EPIPE` after that. */
  writeError: string | undefined;

  constructor() {
    super({ allowHalfOpen: true });
  }

  override _write(chunk: unknown, encoding: BufferEncoding, callback: WriteCallback): void {
    super._write(chunk, encoding, this.#withoutFailing(callback));
  }

  override _writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], callback: WriteCallback): void {
    super._writev?.(chunks, this.#withoutFailing(callback));
  }

  override _final(callback: WriteCallback): void {
    super._final(this.#withoutFailing(callback));
  }

  #withoutFailing(callback: WriteCallback): WriteCallback {
    return (error) => {
      // Before the connection stands a failure is the connection's, and `error` tells it.
      if (error && this.connecting) return callback(error);
      if (error) this.writeError ??= 'code' in error ? String(error.code) : error.message;
      callback();
    };
  }
}
