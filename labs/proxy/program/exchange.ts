import type { Access } from './access.ts';
import type { SingleFlight } from './cache/single-flight.ts';
import type { CacheStore } from './cache/store.ts';
import type { ClientAnswer } from './client-answer.ts';
import { requestFields } from './forward.ts';
import type { Fields } from './http/fields.ts';
import type { Framing } from './http/framing.ts';
import type { RequestHead, ResponseHead } from './http/head.ts';
import type { Destination } from './http/target.ts';
import type { ProxyOptions } from './options.ts';
import { OriginExchange } from './origin.ts';

/** What all connections share. */
export interface ProxyContext {
  readonly options: ProxyOptions;
  readonly access: Access;
  readonly store: CacheStore;
  readonly flights: SingleFlight;
  /** This proxy's name in Via; of its own for each start, so that a loop is noticed. */
  readonly pseudonym: string;
  /** Takes a line for each request. */
  readonly log: (line: string) => void;
}

/** One request of a client and all that answering it needs. */
export interface Exchange {
  readonly context: ProxyContext;
  readonly request: RequestHead;
  readonly destination: Destination;
  /** The cache's name for what is asked for. */
  readonly url: string;
  /** Address of the client. */
  readonly client: string;
  readonly framing: Framing;
  readonly answer: ClientAnswer;
  /** The request's body; read once. */
  readonly body: AsyncIterable<Buffer>;
  /** Where the answer came from, for the log: `miss`, `hit`, `revalidated`, `stale`, `pass`, `own`. */
  source: string;
}

/** An answer of the origin whose body is still to be read. */
export interface OriginAnswer {
  readonly origin: OriginExchange;
  readonly head: ResponseHead;
  readonly framing: Framing;
  readonly requestTimeMs: number;
  readonly responseTimeMs: number;
}

/**
 * Sends the request to its origin and waits for the head of the answer. The request's body, if any, goes on its way
 * meanwhile. The caller closes `origin`.
 *
 * @param fields the client's, or ours where the cache asks for a validation
 * @param mode in the background it goes on when the client, which has been served, goes away
 * @throws OriginError
 */
export async function askOrigin(
  exchange: Exchange,
  fields: Fields,
  mode: 'for client' | 'background' = 'for client',
): Promise<OriginAnswer> {
  const { context, request, destination, framing } = exchange;
  const requestTimeMs = Date.now();
  const origin = await OriginExchange.open(destination, context.options.originTimeoutMs);
  const stopWatching = exchange.answer.onGone(() => {
    if (mode === 'for client') origin.close();
  });
  try {
    const route = { destination, client: exchange.client, pseudonym: context.pseudonym };
    const line = `${request.method} ${destination.path} HTTP/1.1`;
    await origin.sendHead(line, requestFields(request, fields, framing, route));
    if (framing.kind !== 'none') sendBody(exchange, origin);
    const head = await origin.readHead(async (interim) => {
      if (mode === 'for client') await exchange.answer.interim(interim);
    });
    return {
      origin,
      head,
      framing: origin.framing(head, request.method),
      requestTimeMs,
      responseTimeMs: Date.now(),
    };
  } catch (error) {
    origin.close();
    throw error;
  } finally {
    stopWatching();
  }
}

/** In the background: an origin may answer before it has read all. What is left unread ends the connection. */
function sendBody(exchange: Exchange, origin: OriginExchange): void {
  const { answer, framing } = exchange;
  origin.sendBody(exchange.body, framing).then(
    () => {
      answer.isRequestUnread = false;
    },
    (error) => {
      // The client's body cannot be understood or did not come whole: the origin must not take it for complete.
      if (!answer.isStarted && error?.code === undefined) origin.close();
    },
  );
}
