import type { Socket } from 'node:dgram';
import { codeOf, connectedSocket, type Endpoint, reasonOf } from './endpoint.ts';
import { formatHeartbeat, nowSeconds } from './heartbeat-message.ts';
import type { Say } from './printer.ts';

/** Sends, and counts what it hears of its fate, which is only the bad: nobody answers a heartbeat. */
export class HeartbeatSender {
  readonly #endpoint: Endpoint;
  readonly #say: Say;
  #socket: Socket | undefined;
  #sent = 0;
  #refused = 0;
  #unsent = 0;

  constructor(endpoint: Endpoint, say: Say) {
    this.#endpoint = endpoint;
    this.#say = say;
  }

  async send(sequence: number): Promise<void> {
    const heartbeat = { sequence, sentAt: nowSeconds() };
    try {
      // Where there was no route, there may be one now.
      this.#socket ??= await this.#open();
      await send(this.#socket, formatHeartbeat(heartbeat));
    } catch (error) {
      this.#unsent += 1;
      const code = codeOf(error);
      this.#say({ event: 'unsent', sequence, code }, `  (heartbeat ${sequence} not sent: ${reasonOf(code)})`);
      return;
    }
    this.#sent += 1;
    this.#say({ event: 'heartbeat', ...heartbeat }, formatHeartbeat(heartbeat));
  }

  /** @returns the exit status: whether any heartbeat can have been received */
  finish(): number {
    this.#socket?.close();
    const [sent, refused, unsent] = [this.#sent, this.#refused, this.#unsent];
    const text = `\n${sent} sent, ${refused} of them refused, ${unsent} could not be sent`;
    this.#say({ event: 'summary', sent, refused, unsent }, text);
    return sent > refused ? 0 : 1;
  }

  async #open(): Promise<Socket> {
    const socket = await connectedSocket(this.#endpoint);
    // A server that is not there yet is no reason to stop: the next heartbeat may reach it.
    socket.on('error', (error) => {
      this.#refused += 1;
      const code = codeOf(error);
      this.#say({ event: 'refused', code }, `  (not received: ${reasonOf(code)})`);
    });
    return socket;
  }
}

function send(socket: Socket, text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.send(text, (error) => (error ? reject(error) : resolve()));
  return promise;
}
