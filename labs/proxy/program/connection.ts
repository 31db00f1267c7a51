import type { Socket } from 'node:net';
import { ClientAnswer } from './client-answer.ts';
import type { Exchange, ProxyContext } from './exchange.ts';
import { answerFromCache } from './from-cache.ts';
import { readBody } from './http/body.ts';
import { OriginError, RequestError, SyntaxFault } from './http/errors.ts';
import { fieldLines, tokensOf } from './http/fields.ts';
import { requestFraming } from './http/framing.ts';
import { parseRequestHead, type RequestHead } from './http/head.ts';
import { Reader } from './http/reader.ts';
import { formatUrl, parseTarget } from './http/target.ts';
import { describeAnswer } from './log.ts';
import { passThrough } from './pass.ts';
import { tunnel } from './tunnel.ts';

/** How long a client may keep an answer, or its own body, waiting. */
const STALLED_MS = 120_000;
const TUNNEL_IDLE_MS = 300_000;
const LINGER_MS = 1_000;

/** Answers the requests of one connection, one after the other, until either side is done with it. */
export async function serveConnection(socket: Socket, context: ProxyContext): Promise<void> {
  const reader = new Reader(socket);
  socket.on('timeout', () => socket.destroy());
  // An IPv4 client of a socket that takes both families: `::ffff:10.0.0.1`.
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
  const client: Client = { address, isAllowed: context.access.isClientAllowed(address) };
  try {
    while (await serveRequest(socket, reader, client, context));
  } catch {
    // The client is gone: there is nobody to tell.
  } finally {
    close(socket);
  }
}

/** Whose connection it is. */
interface Client {
  readonly address: string;
  readonly isAllowed: boolean;
}

/** @returns whether the connection can take another request */
async function serveRequest(
  socket: Socket,
  reader: Reader,
  client: Client,
  context: ProxyContext,
): Promise<boolean> {
  socket.setTimeout(context.options.clientTimeoutMs);
  const startedAtMs = Date.now();
  let request: RequestHead | undefined;
  let answer = new ClientAnswer(socket);
  let source = 'refused';
  try {
    const text = await reader.readHead();
    if (text === undefined) return false;
    socket.setTimeout(STALLED_MS);
    request = parseRequestHead(text);
    answer = new ClientAnswer(socket, request);
    const exchange = examine(request, client, context, reader, answer);
    answer.isRequestUnread = exchange.framing.kind !== 'none';
    if (request.method === 'CONNECT') {
      source = 'tunnel';
      answer.keepsAlive = false;
      const { connectPorts, originTimeoutMs } = context.options;
      if (!connectPorts.includes(exchange.destination.port))
        throw new RequestError(403, `no tunnel to port ${exchange.destination.port}`);
      await tunnel(socket, reader, exchange.destination, {
        connectMs: originTimeoutMs,
        idleMs: TUNNEL_IDLE_MS,
      });
    } else if (isCacheable(exchange)) await answerFromCache(exchange);
    else await passThrough(exchange);
    source = exchange.source || source;
  } catch (error) {
    await sendFailure(answer, error);
  }
  if (!context.options.isQuiet)
    context.log(describeAnswer({ client: client.address, request, answer, source, startedAtMs }));
  return answer.keepsAlive;
}

/** A GET with a body means something that the cache does not know. */
function isCacheable({ request, framing }: Exchange): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && framing.kind === 'none';
}

/** Whether the request is one to be answered at all, and where it goes. @throws RequestError, SyntaxFault */
function examine(
  request: RequestHead,
  client: Client,
  context: ProxyContext,
  reader: Reader,
  answer: ClientAnswer,
): Exchange {
  const hosts = fieldLines(request.fields, 'host');
  if (hosts.length > 1 || (hosts.length === 0 && request.version === '1.1'))
    throw new SyntaxFault('a request has exactly one Host field');
  const framing = requestFraming(request);
  const destination = parseTarget(request.method, request.target);
  if (!client.isAllowed)
    throw new RequestError(
      403,
      'This proxy does not serve your address. Its owner can allow it with --allow.',
    );
  if (!context.access.isHostAllowed(destination.host))
    throw new RequestError(403, `This proxy does not serve ${destination.host}.`);
  if (tokensOf(request.fields, 'via').some((hop) => hop.includes(context.pseudonym.toLowerCase())))
    throw new RequestError(508, 'The request has come back to this proxy.');
  const body = readBody(reader, framing);
  const url = formatUrl(destination);
  return { context, request, destination, url, client: client.address, framing, answer, body, source: '' };
}

/** Tells the client what went wrong, if nothing was sent yet; else breaks off. */
async function sendFailure(answer: ClientAnswer, error: unknown): Promise<void> {
  if (answer.isStarted) return answer.abort();
  if (error instanceof OriginError) return await answer.sendError(error.status, error.message);
  // After a request that was refused nobody knows where the next one begins.
  answer.keepsAlive = false;
  if (error instanceof SyntaxFault) return await answer.sendError(400, error.message);
  if (error instanceof RequestError) return await answer.sendError(error.status, error.message);
  if (answer.isGone) throw error;
  await answer.sendError(500, 'The proxy failed to answer.');
  console.error(error);
}

/** Reads on for a moment after the last answer: closing with unread bytes would reset it away. */
function close(socket: Socket): void {
  if (socket.destroyed) return;
  socket.setTimeout(LINGER_MS);
  socket.end();
  socket.removeAllListeners('data');
  socket.resume();
  socket.once('end', () => socket.destroySoon());
}
