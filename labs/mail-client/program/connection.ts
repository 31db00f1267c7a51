import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import { ExitStatus, MailFailure } from './failure.ts';
import { type ConnectionOptions, openSocket, secure } from './open-socket.ts';
import { type Reply, ReplyReader } from './reply-reader.ts';

/** How long the server may take to close its side after ours. */
const CLOSE_TIMEOUT_MS = 1000;
const PIECE_BYTES = 65_536;

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
    const socket = await openSocket(options);
    return new Connection(options.isImplicitTls ? await secure(socket, options) : socket, options);
  }

  /** The address we speak from, as EHLO wants it where there is no name: `[10.0.0.2]`. */
  get addressLiteral(): string {
    // A zone, as in fe80::1%eth0, means something on this machine alone.
    const address = (this.#socket.localAddress ?? '127.0.0.1').replace(/%.*$/, '');
    return isIP(address) === 6 ? `[IPv6:${address}]` : `[${address}]`;
  }

  send(bytes: string): void {
    this.#socket.write(bytes);
  }

  /** Sends what may be long, piece by piece. A slow line may take the time-out for each; a failure is told by `reply`. */
  async sendLong(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    for (let start = 0; start < bytes.length && !this.#failure; start += PIECE_BYTES) {
      const isDrained = this.#socket.write(bytes.subarray(start, start + PIECE_BYTES));
      if (!isDrained) await this.#drained();
    }
  }

  /**
   * The next whole reply.
   * @param to what it answers, for the message: `MAIL`
   * @throws MailFailure with status 3 when it does not come
   */
  async reply(to: string): Promise<Reply> {
    const { timeoutMs, host } = this.#options;
    const deadline = setTimeout(() => {
      const isSilent = this.#socket.bytesRead === 0 && !this.#options.isImplicitTls;
      const advice = isSilent ? '. If it waits for TLS from the first byte, use --tls implicit' : '';
      this.#fail(`${host} said nothing within ${timeoutMs / 1000} s${advice}`);
    }, timeoutMs);
    try {
      for (;;) {
        const next = this.#replies.shift();
        if (next) return next;
        if (this.#failure) {
          const { message, exitStatus } = this.#failure;
          throw new MailFailure(`Waiting for the answer to ${to}: ${message}`, exitStatus);
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

  async #drained(): Promise<void> {
    const { timeoutMs, host } = this.#options;
    const deadline = setTimeout(() => {
      this.#fail(`${host} took nothing more of the message for ${timeoutMs / 1000} s`);
    }, timeoutMs);
    while (this.#socket.writableNeedDrain && !this.#failure) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#socket.once('drain', resolve);
      });
    }
    clearTimeout(deadline);
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
