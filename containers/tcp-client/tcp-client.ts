import type { ConversationRecorder } from '../../harness/wire/recorder.ts';

export interface TcpClientOptions {
  readonly host: string;
  readonly port: number;
  /** Name in the transcript; the default is `tcp-client`. */
  readonly peer?: string;
  readonly connectTimeoutMs?: number;
  /** Address of ours to connect from; the kernel chooses when absent. */
  readonly localAddress?: string;
}

/** How a read ended. `end` is FIN, `reset` RST; both mean that the other side closed. */
export type Ended = 'done' | 'end' | 'reset' | 'timeout' | 'error';

/** What came until a read ended. Bytes that came before a reset count. */
export interface Received {
  readonly bytes: Uint8Array;
  readonly ended: Ended;
  /** Time to the first byte and to the end, from the start of the read. */
  readonly firstByteMs?: number;
  readonly durationMs: number;
}

/** A raw TCP connection of ours. Never throws for what the other side does: it tells it in `Received`. */
export interface TcpClient extends AsyncDisposable {
  /** Refused or timed out: nothing can be sent. */
  readonly isConnected: boolean;
  /** `ECONNREFUSED`, `timeout`, ... when not connected. */
  readonly connectError?: string;
  readonly conversation: ConversationRecorder;
  /** Sends as one write; resolves when the kernel took it (or the connection is gone). */
  send(bytes: Uint8Array | string): Promise<void>;
  /**
   * Waits until the program has taken the first that was sent here, so that it does not get it in one piece with the
   * rest. Waits once; @returns false when it has not in good time, or when nobody can tell
   */
  untilRead(): Promise<boolean>;
  /** Sends in pieces of `size` bytes, `gapMs` apart, each in a segment of its own, the first one to be read by itself. */
  sendInPieces(bytes: Uint8Array | string, size: number, gapMs: number): Promise<void>;
  /** Half-close: FIN. */
  end(): void;
  /** RST. */
  reset(): void;
  /** Stops reading from the socket, so that the other side's buffers fill. */
  pause(): void;
  resume(): void;
  /** Reads until `isDone(all bytes so far)`, the other side closes, or time runs out. */
  receiveUntil(isDone: (bytes: Uint8Array) => boolean, timeoutMs: number): Promise<Received>;
  /** Reads until the other side closes or time runs out. */
  receiveAll(timeoutMs: number): Promise<Received>;
}

export { connectTcp } from './connect-tcp.ts';
