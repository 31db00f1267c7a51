import type { Socket } from 'node:net';
import type { Documents } from './documents.ts';
import type { HttpClock } from './http-date.ts';
import { HttpError } from './http-error.ts';
import { type Request, wantsToStay } from './request.ts';
import { type Limits, RequestReader } from './request-reader.ts';
import { respond } from './respond.ts';
import { errorResponse, formatHead, type Response } from './response.ts';
import { writeResponse } from './response-writer.ts';

export interface ConnectionOptions {
  readonly documents: Documents;
  readonly clock: HttpClock;
  readonly limits: Limits;
  readonly requestsPerConnection: number;
  /** For a client that sends nothing, or does not take its answer. */
  readonly idleTimeoutMs: number;
  /** Gets a line for each request. */
  readonly log: (line: string) => void;
}

/** Serves the requests of one connection, one after the other, until one side wants to close. Never rejects. */
export async function serveConnection(socket: Socket, options: ConnectionOptions): Promise<void> {
  // Without a listener an error would end the whole server; `close` follows it and is what the reader looks at.
  socket.on('error', () => {});
  socket.setTimeout(options.idleTimeoutMs, () => socket.destroy());
  socket.setNoDelay(true);
  const reader = new RequestReader(socket, options.limits);
  // An IPv4 client of a socket that takes both families: `::ffff:10.0.0.1`.
  const peer = `${socket.remoteAddress}`.replace(/^::ffff:(?=\d+\.)/, '');
  let staysOpen = true;
  try {
    for (let served = 1; staysOpen; served++) {
      staysOpen = await serveRequest(socket, reader, options, peer, served);
    }
    await closeGently(socket);
  } catch (error) {
    // The disk failed in the middle of an answer: a reset tells the client that it is not whole.
    options.log(`error: ${error instanceof Error ? error.message : error}`);
    socket.resetAndDestroy();
  }
}

/** @returns whether the connection stays open for another request */
async function serveRequest(
  socket: Socket,
  reader: RequestReader,
  options: ConnectionOptions,
  peer: string,
  served: number,
): Promise<boolean> {
  let request: Request | undefined;
  let response: Response;
  let staysOpen = false;
  try {
    request = await reader.next();
    if (!request) return false;
    staysOpen = wantsToStay(request) && served < options.requestsPerConnection;
    response = await respond(options.documents, request);
  } catch (error) {
    response = errorResponse(asHttpError(error, options));
  }
  const toSend = request?.method === 'HEAD' ? withoutBody(response) : response;
  const head = formatHead(response, staysOpen, options.clock.now());
  const sent = await writeResponse(socket, head, toSend);
  const line = request ? `${request.method} ${request.target}` : '(no request)';
  options.log(`${peer} "${line}" ${response.status} ${sent} bytes`);
  return staysOpen && isWhole(toSend, sent);
}

/** The answer to HEAD, an error page too, has the header of the answer to GET and nothing after it. */
function withoutBody(response: Response): Response {
  return { ...response, body: { kind: 'none' } };
}

/** A connection whose body fell short of its length has lost its place. */
function isWhole({ body }: Response, sent: number): boolean {
  return body.kind !== 'file' || sent === body.length;
}

function asHttpError(error: unknown, { log }: ConnectionOptions): HttpError {
  if (error instanceof HttpError) return error;
  log(`error: ${error instanceof Error ? error.message : error}`);
  return new HttpError(500, 'The server could not read the document.');
}

/**
 * Ends our side, then waits a moment for the client to end its own: closing with unread bytes would send a reset, which
 * may overtake the answer. @see https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
async function closeGently(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 1_000);
  socket.removeAllListeners('data').resume();
  socket.once('end', resolve).once('close', resolve).end();
  if (socket.readableEnded) socket.once('finish', resolve);
  await promise;
  clearTimeout(timer);
  socket.destroy();
}
