import { invalidatedUrls } from './cache/invalidate.ts';
import { standsForGet } from './cache/storable.ts';
import { askOrigin, type Exchange, type OriginAnswer } from './exchange.ts';
import { cacheable } from './filling.ts';
import { fieldsOfNextHop } from './max-forwards.ts';
import { relay } from './relay.ts';

/**
 * Passes a request on that only the origin can answer (POST, PUT, DELETE ...), and forgets what it made outdated. The
 * answer is kept only where it also stands for the answer to a GET.
 */
export async function passThrough(exchange: Exchange): Promise<void> {
  const { context, request, url } = exchange;
  exchange.source = 'pass';
  const answer = await askOrigin(exchange, fieldsOfNextHop(request));
  try {
    const { status, fields } = answer.head;
    for (const outdated of invalidatedUrls(request.method, url, status, fields)) {
      context.flights.outdate(outdated);
      await context.store.removeUrl(outdated);
    }
    if (standsForGet(request.method, url, cacheable(exchange, answer))) await relayAsGet(exchange, answer);
    else await relay(exchange, answer);
  } finally {
    answer.origin.close();
  }
}

/** A GET that comes meanwhile waits, and is served with what this brings into the cache. */
async function relayAsGet(exchange: Exchange, answer: OriginAnswer): Promise<void> {
  const { context, request, url } = exchange;
  const flight = context.flights.start(url);
  try {
    await relay({ ...exchange, request: { ...request, method: 'GET' } }, answer, flight);
  } finally {
    flight.land();
  }
}
