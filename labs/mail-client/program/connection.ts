import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { ExitStatus, MailFailure } from './failure.ts';
import { type Reply, ReplyReader } from './reply-reader.ts';

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly isImplicitTls: boolean;
  /** PEM of all the authorities that are trusted. */
  readonly trusted: readonly string[];
  /** For the connection, and for each reply. */
  readonly timeoutMs: number;
}

/** How long the server may take to close its side after ours. */
const CLOSE_TIMEOUT_MS = 1000;

/** The line to the server: replies in, bytes out, with TLS or without. */
export class Connection {
  readonly #options: ConnectionOptions;
  #socket: Socket;
  #reader = new ReplyReader();
  readonly #replies: Reply[] = [];
  #failure: MailFailure | undefined;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket, options: ConnectionOptions) {
    this.#options = options;
    this.#socket = socket;
    this.#listen(socket);
  }

  /** @throws MailFailure with status 3 when there is no connection, no TLS, or no trust */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const { host, port, isImplicitTls } = options;
    const socket = connect({ host, port });
    await settled(socket, 'connect', options, `Connecting to ${host}:${port}`);
    return new Connection(isImplicitTls ? await secure(socket, options) : socket, options);
  }

  /** The address we speak from, as EHLO wants it where there is no name: `[10.0.0.2]`. */
  get addressLiteral(): string {
    const address = this.#socket.localAddress ?? '127.0.0.1';
    return isIP(address) === 6 ? `[IPv6:${address}]` : `[${address}]`;
  }

  send(bytes: string | Uint8Array): void {
    this.#socket.write(bytes);
  }

  /**
   * The next whole reply.
   * @param to what it answers, for the message: `MAIL`
   * @throws MailFailure with status 3 when it does not come
   */
  async reply(to: string): Promise<Reply> {
    const { timeoutMs, host } = this.#options;
    const deadline = setTimeout(() => {
      this.#fail(`${host} did not answer to ${to} within ${timeoutMs / 1000} s`);
    }, timeoutMs);
    try {
      for (;;) {
        const next = this.#replies.shift();
        if (next) return next;
        if (this.#failure) {
          const { message, exitStatus } = this.#failure;
          throw new MailFailure(`${message} (waited for the answer to ${to})`, exitStatus);
        }
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(deadline);
    }
  }

  /**
   * Goes on under TLS, after the server's 220 to STARTTLS. What came in the clear after that could be anyone's.
   * @see https://www.rfc-editor.org/rfc/rfc3207#section-4
   */
  async startTls(): Promise<void> {
    if (this.#reader.isInMidReply || this.#replies.length > 0) {
      throw new MailFailure(
        'The server said more in the clear than its answer to STARTTLS',
        ExitStatus.connection,
      );
    }
    this.#socket.removeAllListeners();
    this.#socket = await secure(this.#socket, this.#options);
    this.#reader = new ReplyReader();
    this.#listen(this.#socket);
  }

  /** Ends our side, and waits a moment for the other. */
  async close(): Promise<void> {
    this.#socket.end();
    const deadline = setTimeout(() => this.#socket.destroy(), CLOSE_TIMEOUT_MS);
    if (!this.#socket.destroyed) await once(this.#socket, 'close').catch(() => undefined);
    clearTimeout(deadline);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(socket: Socket): void {
    socket.on('data', (bytes: Buffer) => {
      this.#replies.push(...this.#reader.push(bytes));
      this.#wake();
    });
    socket.on('end', () => this.#fail(`${this.#options.host} closed the connection`));
    socket.on('close', () => this.#fail(`${this.#options.host} closed the connection`));
    socket.on('error', (error) =>
      this.#fail(`The connection to ${this.#options.host} broke: ${error.message}`),
    );
  }

  #fail(message: string): void {
    this.#failure ??= new MailFailure(message, ExitStatus.connection);
    this.#wake();
  }
}

/** The certificate is checked against the trusted authorities, and its names against the host that was asked for. */
async function secure(socket: Socket, options: ConnectionOptions): Promise<TLSSocket> {
  const { host, trusted } = options;
  // What breaks below breaks the TLS socket too, and is told there.
  socket.on('error', () => undefined);
  const secured = connectTls({
    socket,
    host,
    ca: [...trusted],
    rejectUnauthorized: true,
    ...(isIP(host) ? {} : { servername: host }),
  });
  await settled(secured, 'secureConnect', options, `TLS with ${host}`);
  return secured;
}

/** Waits for an event of the socket, not longer than the time-out. */
async function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  { timeoutMs }: ConnectionOptions,
  what: string,
): Promise<void> {
  const deadline = setTimeout(() => {
    socket.destroy(new Error(`nothing happened within ${timeoutMs / 1000} s`));
  }, timeoutMs);
  const isGone = once(socket, 'close').then(() => {
    throw new Error('the server closed the connection');
  });
  try {
    await Promise.race([once(socket, event), isGone]);
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    throw new MailFailure(`${what} failed: ${reasonOf(error)}`, ExitStatus.connection);
  } finally {
    isGone.catch(() => undefined);
    clearTimeout(deadline);
  }
}

/** An attempt at several addresses fails with several reasons; the first will do. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
