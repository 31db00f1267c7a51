import { connect, type Socket } from 'node:net';
import { formatChunk, LAST_CHUNK, readBody } from './http/body.ts';
import { OriginError, SyntaxFault, Truncated } from './http/errors.ts';
import type { Fields } from './http/fields.ts';
import { type Framing, responseFraming } from './http/framing.ts';
import { formatHead, parseResponseHead, type ResponseHead } from './http/head.ts';
import { Reader } from './http/reader.ts';
import { type Destination, formatAuthority } from './http/target.ts';
import { write } from './http/write.ts';

/**
 * Opens a connection to a host by name or address.
 *
 * @throws OriginError 502 when it does not exist or refuses, 504 when it is silent
 */
export async function connectTo(destination: Destination, timeoutMs: number): Promise<Socket> {
  const where = `${destination.host}:${destination.port}`;
  const socket = connect({
    host: destination.host,
    port: destination.port,
    noDelay: true,
    allowHalfOpen: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.setTimeout(timeoutMs, () =>
    socket.destroy(new OriginError(504, `${where} was silent for ${timeoutMs / 1000} s`)),
  );
  socket.once('connect', resolve).once('error', reject);
  try {
    await promise;
  } catch (error) {
    throw asOriginError(error, `connecting to ${where}`);
  } finally {
    socket.off('error', reject);
  }
  return socket;
}

/** One request to an origin and its answer, on a connection of its own. */
export class OriginExchange {
  readonly #socket: Socket;
  readonly #reader: Reader;
  readonly #where: string;

  private constructor(socket: Socket, where: string) {
    this.#socket = socket;
    this.#reader = new Reader(socket);
    this.#where = where;
  }

  static async open(destination: Destination, timeoutMs: number): Promise<OriginExchange> {
    return new OriginExchange(await connectTo(destination, timeoutMs), formatAuthority(destination));
  }

  /** Sends the head of the request. */
  async sendHead(requestLine: string, fields: Fields): Promise<void> {
    await write(this.#socket, formatHead(requestLine, fields)).catch((error) => this.#fail(error));
  }

  /** Passes the body on as it comes. An origin that closes before the end has usually answered already. */
  async sendBody(body: AsyncIterable<Buffer>, framing: Framing): Promise<void> {
    for await (const bytes of body)
      await write(this.#socket, framing.kind === 'chunked' ? formatChunk(bytes) : bytes);
    if (framing.kind === 'chunked') await write(this.#socket, LAST_CHUNK);
  }

  /**
   * The final answer's head. Interim ones (100 Continue, 103 Early Hints) go to `onInterim` on the way.
   *
   * @throws OriginError
   */
  async readHead(onInterim: (head: ResponseHead) => Promise<void>): Promise<ResponseHead> {
    for (;;) {
      const text = await this.#reader.readHead().catch((error) => this.#fail(error));
      if (text === undefined) throw new OriginError(502, `${this.#where} closed without an answer`);
      const head = this.#parse(text);
      if (head.status >= 200) return head;
      if (head.status === 101) throw new OriginError(502, `${this.#where} changed the protocol unasked`);
      await onInterim(head);
    }
  }

  /** @throws OriginError when the fields contradict each other about where the body ends */
  framing(head: ResponseHead, method: string): Framing {
    try {
      return responseFraming(head, method);
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** @throws Truncated, or the socket's error, when the body does not come whole */
  readBody(framing: Framing): AsyncIterable<Buffer> {
    return readBody(this.#reader, framing);
  }

  close(): void {
    this.#socket.destroy();
  }

  #parse(text: string): ResponseHead {
    try {
      return parseResponseHead(text);
    } catch (error) {
      return this.#fail(error);
    }
  }

  #fail(error: unknown): never {
    throw asOriginError(error, `asking ${this.#where}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it broke the connection off',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
};

/** Tells what went wrong in words; a fault of ours passes unchanged. */
export function asOriginError(error: unknown, doing: string): unknown {
  if (error instanceof OriginError) return error;
  if (error instanceof SyntaxFault || error instanceof Truncated)
    return new OriginError(502, `${doing}: ${error.message}`);
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  return new OriginError(code === 'ETIMEDOUT' ? 504 : 502, `${doing}: ${REASONS[code] ?? code}`);
}
