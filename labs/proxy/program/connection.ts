import type { Socket } from 'node:net';
import { answerAtOnce } from './answer-at-once.ts';
import { ClientAnswer } from './client-answer.ts';
import { type Client, examine } from './examine.ts';
import type { Exchange, ProxyContext } from './exchange.ts';
import { answerFromCache, isForCache } from './from-cache.ts';
import { OriginError, RequestError, SyntaxFault, Truncated } from './http/errors.ts';
import { parseRequestHead, type RequestHead } from './http/head.ts';
import { Reader } from './http/reader.ts';
import { describeAnswer } from './log.ts';
import { answerAsLastHop, maxForwards } from './max-forwards.ts';
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

/** @returns whether the connection can take another request */
async function serveRequest(
  socket: Socket,
  reader: Reader,
  client: Client,
  context: ProxyContext,
): Promise<boolean> {
  limitSilence(socket, context.options.clientTimeoutMs);
  let startedAtMs = Date.now();
  let request: RequestHead | undefined;
  let answer: ClientAnswer | undefined;
  let exchange: Exchange | undefined;
  try {
    const text = await reader.readHead(context.options.clientTimeoutMs);
    if (text === undefined) return false;
    startedAtMs = Date.now();
    request = parseRequestHead(text);
    answer = new ClientAnswer(socket, request);
    exchange = examine(request, client, context, reader, answer);
    if (!answerAtOnce(exchange)) {
      limitSilence(socket, STALLED_MS);
      await answerInTime(exchange, socket, reader);
    }
  } catch (error) {
    answer ??= new ClientAnswer(socket);
    await sendFailure(answer, error);
  }
  if (!context.options.isQuiet) {
    const source = exchange?.source || 'refused';
    context.log(describeAnswer({ client: client.address, request, answer, source, startedAtMs }));
  }
  return answer.keepsAlive;
}

async function answerInTime(exchange: Exchange, socket: Socket, reader: Reader): Promise<void> {
  exchange.answer.isRequestUnread = exchange.framing.kind !== 'none';
  if (exchange.request.method === 'CONNECT') await openTunnel(exchange, socket, reader);
  else if (isForCache(exchange)) await answerFromCache(exchange);
  else if (maxForwards(exchange.request) === 0) await answerAsLastHop(exchange);
  else await passThrough(exchange);
}

async function openTunnel(exchange: Exchange, socket: Socket, reader: Reader): Promise<void> {
  const { answer, context, destination } = exchange;
  exchange.source = 'tunnel';
  answer.keepsAlive = false;
  const { connectPorts, originTimeoutMs } = context.options;
  if (!connectPorts.includes(destination.port))
    throw new RequestError(403, `no tunnel to port ${destination.port}`);
  await tunnel(socket, reader, destination, { connectMs: originTimeoutMs, idleMs: TUNNEL_IDLE_MS });
}

/** How long both sides may be silent. Most requests leave it as the one before did, which spares them a timer. */
function limitSilence(socket: Socket, ms: number): void {
  if (socket.timeout !== ms) socket.setTimeout(ms);
}

/** Tells the client what went wrong, if nothing was sent yet; else breaks off. */
async function sendFailure(answer: ClientAnswer, error: unknown): Promise<void> {
  if (answer.isStarted) return answer.abort();
  if (error instanceof OriginError) return await answer.sendError(error.status, error.message);
  // After a request that was refused nobody knows where the next one begins.
  answer.keepsAlive = false;
  if (answer.isGone) throw error;
  if (error instanceof SyntaxFault || error instanceof Truncated)
    return await answer.sendError(400, error.message);
  if (error instanceof RequestError) return await answer.sendError(error.status, error.message);
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
