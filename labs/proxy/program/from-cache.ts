import { decide, mayStandIn } from './cache/decide.ts';
import type { Flight } from './cache/single-flight.ts';
import { hasValidator } from './cache/storable.ts';
import type { StoredResponse } from './cache/stored-response.ts';
import { conditionalFields, confirms } from './cache/validate.ts';
import { askOrigin, type Exchange, type OriginAnswer } from './exchange.ts';
import { OriginError } from './http/errors.ts';
import { relay } from './relay.ts';
import { outdate, refresh, update } from './revalidate.ts';
import { serveStored } from './serve-stored.ts';

/** A GET with a body means something that the cache does not know. */
export function isForCache({ request, framing }: Exchange): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && framing.kind === 'none';
}

/**
 * Answers a GET or HEAD: from the cache where its rules allow, else from the origin.
 *
 * @throws OriginError
 */
export async function answerFromCache(exchange: Exchange): Promise<void> {
  const stored = await lookUp(exchange);
  const decision = decide(exchange.request, stored, Date.now());
  if (decision === 'refuse') return refuse(exchange);
  if (stored && decision !== 'ask' && (await serve(exchange, stored, 'hit'))) {
    if (decision === 'refresh') void refresh(exchange, stored);
    return;
  }
  const { flights } = exchange.context;
  const flight = exchange.request.method === 'GET' ? flights.start(exchange.url) : undefined;
  try {
    await fetchAndAnswer(exchange, decision === 'ask' ? stored : undefined, flight);
  } finally {
    flight?.land();
  }
}

/** Waits for one request for the same object that is already under way: what it brings may serve this one too. */
async function lookUp({ context, request, url }: Exchange): Promise<StoredResponse | undefined> {
  const stored = context.store.find(url, request.fields);
  const flight = context.flights.current(url);
  if (!flight || decide(request, stored, Date.now()) !== 'ask') return stored;
  await flight.wait();
  return context.store.find(url, request.fields);
}

/** @param stored what the cache has, but may not serve without asking */
async function fetchAndAnswer(
  exchange: Exchange,
  stored: StoredResponse | undefined,
  flight: Flight | undefined,
): Promise<void> {
  const { request } = exchange;
  const validated = stored && hasValidator(stored.fields) ? stored : undefined;
  const fields = validated ? conditionalFields(request.fields, validated) : request.fields;
  const answer = await askOrigin(exchange, fields).catch((error) => {
    if (stored && error instanceof OriginError && mayStandIn(request, stored, Date.now())) return undefined;
    throw error;
  });
  try {
    if (!answer) return await serveStale(exchange, stored);
    const { status } = answer.head;
    if (validated && status === 304) return await useConfirmed(exchange, validated, answer, flight);
    if (stored && status >= 500 && mayStandIn(request, stored, Date.now(), status))
      return await serveStale(exchange, stored);
    if (stored) await outdate(exchange, stored, answer);
    exchange.source = 'miss';
    await relay(exchange, answer, flight);
  } finally {
    answer?.origin.close();
  }
}

/** The origin says that what is stored still holds. @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3.3 */
async function useConfirmed(
  exchange: Exchange,
  stored: StoredResponse,
  answer: OriginAnswer,
  flight: Flight | undefined,
): Promise<void> {
  answer.origin.close();
  if (confirms(answer.head.fields, stored)) {
    const updated = await update(exchange, stored, answer);
    if (await serve(exchange, updated, 'revalidated')) return;
  } else {
    await exchange.context.store.remove(stored);
  }
  // It spoke of something that is not here: ask again, without conditions.
  await fetchAndAnswer(exchange, undefined, flight);
}

async function serve(exchange: Exchange, stored: StoredResponse, source: string): Promise<boolean> {
  exchange.source = source;
  return await serveStored(exchange, stored);
}

async function serveStale(exchange: Exchange, stored: StoredResponse | undefined): Promise<void> {
  if (!stored || !(await serve(exchange, stored, 'stale')))
    throw new OriginError(502, 'the origin cannot be reached and the cache has no answer');
}

async function refuse(exchange: Exchange): Promise<void> {
  exchange.source = 'refused';
  await exchange.answer.sendError(504, 'The cache has no answer, and the request forbids to ask the origin.');
}
