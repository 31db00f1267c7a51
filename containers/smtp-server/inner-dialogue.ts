import { type Duplex, duplexPair } from 'node:stream';
import type { SMTPServer } from 'smtp-server';
import { readSmtpReplies } from '../../harness/protocols/smtp/index.ts';

/** What the client is told when the server behind has gone. */
const CLOSED = '421 4.3.0 The server closes the connection\r\n';

/**
 * One conversation with the `smtp-server` behind the gateway, in memory: it gives the normal answers, a whole reply for each
 * line, and never sees the client.
 */
export class InnerDialogue {
  readonly #ours: Duplex;
  #received: Buffer = Buffer.alloc(0);
  #isClosed = false;
  #wake: () => void = () => undefined;

  constructor(server: SMTPServer, remoteAddress: string) {
    const [theirs, ours] = duplexPair();
    this.#ours = ours;
    ours.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    ours.on('close', () => this.#close());
    ours.on('end', () => this.#close());
    ours.on('error', () => this.#close());
    server.connect(asSocket(theirs, remoteAddress));
  }

  /** The 220. */
  greeting(): Promise<string> {
    return this.#nextReply();
  }

  /** Sends a line, or a message, and waits for the reply, all lines of it with their ends. */
  async send(text: string | Uint8Array): Promise<string> {
    if (this.#isClosed) return CLOSED;
    this.#ours.write(text);
    return this.#nextReply();
  }

  destroy(): void {
    this.#ours.destroy();
  }

  async #nextReply(): Promise<string> {
    for (;;) {
      const [reply] = readSmtpReplies(this.#received).replies;
      if (reply) {
        const text = this.#received.subarray(0, reply.length).toString('latin1');
        this.#received = this.#received.subarray(reply.length);
        return text;
      }
      if (this.#isClosed) return CLOSED;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #close(): void {
    this.#isClosed = true;
    this.#wake();
  }
}

/** The few properties of a socket that `smtp-server` looks at. */
function asSocket(stream: Duplex, remoteAddress: string): Parameters<SMTPServer['connect']>[0] {
  const socketLike = Object.assign(stream, {
    remoteAddress,
    remotePort: 0,
    localAddress: '10.0.0.1',
    localPort: 0,
    readyState: 'open',
    setTimeout: () => stream,
  });
  return socketLike as unknown as Parameters<SMTPServer['connect']>[0];
}
