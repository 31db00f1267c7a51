import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { ConversationRecorder, Recorder } from '../../harness/wire/recorder.ts';
import type { UdpClient, UdpReceived } from './udp-client.ts';

/**
 * Opens an IPv4 UDP socket on a free port. Each remote endpoint has a conversation of its own in the transcript.
 * @throws when no socket can be had
 */
export async function openUdpClient(recorder: Recorder): Promise<UdpClient> {
  const socket = createSocket('udp4');
  socket.bind(0);
  await once(socket, 'listening');
  return new BoundUdpClient(socket, recorder);
}

class BoundUdpClient implements UdpClient {
  readonly port: number;
  readonly #socket: Socket;
  readonly #recorder: Recorder;
  #closed: Promise<void> | undefined;
  readonly #conversations = new Map<string, ConversationRecorder>();
  readonly #queue: UdpReceived[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(socket: Socket, recorder: Recorder) {
    this.#socket = socket;
    this.#recorder = recorder;
    this.port = socket.address().port;
    socket.on('message', (bytes, remote) => this.#receive(bytes, remote));
    socket.on('error', (error) => {
      for (const conversation of this.#conversations.values())
        conversation.event('peer', 'error', error.message);
    });
  }

  async send(bytes: Uint8Array | string, host: string, port: number): Promise<void> {
    const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    const conversation = this.#conversationWith(host, port, 'peer');
    conversation.datagram('peer', data);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.send(data, port, host, (error) => {
      if (error) conversation.event('peer', 'error', error.message);
      resolve();
    });
    await promise;
  }

  async receive(timeoutMs: number): Promise<UdpReceived | undefined> {
    const next = this.#queue.shift();
    if (next) return next;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    const timer = setTimeout(resolve, timeoutMs);
    await promise;
    clearTimeout(timer);
    this.#forget(resolve);
    return this.#queue.shift();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const wake of this.#waiting.splice(0)) wake();
    this.#closed ??= close(this.#socket);
    await this.#closed;
  }

  #receive(bytes: Buffer, remote: RemoteInfo): void {
    this.#conversationWith(remote.address, remote.port, 'program').datagram('program', bytes);
    this.#queue.push({
      atMs: this.#recorder.elapsedMs(),
      host: remote.address,
      port: remote.port,
      bytes: Uint8Array.from(bytes),
    });
    this.#waiting.shift()?.();
  }

  #forget(resolve: () => void): void {
    const index = this.#waiting.indexOf(resolve);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  #conversationWith(host: string, port: number, openedBy: 'peer' | 'program'): ConversationRecorder {
    const key = `${host}:${port}`;
    const known = this.#conversations.get(key);
    if (known) return known;
    const opened = this.#recorder.open({ peer: 'udp-client', protocol: 'udp', openedBy, dialled: key });
    opened.event(openedBy, 'open');
    this.#conversations.set(key, opened);
    return opened;
  }
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}
