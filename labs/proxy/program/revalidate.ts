import { isStorable } from './cache/storable.ts';
import type { StoredResponse } from './cache/stored-response.ts';
import { conditionalFields, confirms, updatedFields } from './cache/validate.ts';
import { askOrigin, type Exchange, type OriginAnswer } from './exchange.ts';
import { cacheable } from './filling.ts';
import { fieldOf } from './http/fields.ts';
import { keepOnly } from './relay.ts';

/**
 * Brings a stored response up to date with what the origin just said of it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3.4
 */
export async function update(
  exchange: Exchange,
  stored: StoredResponse,
  answer: OriginAnswer,
): Promise<StoredResponse> {
  const { fields, requestTimeMs, responseTimeMs } = cacheable(exchange, answer);
  const updated = {
    ...stored,
    fields: updatedFields(stored.fields, fields),
    requestTimeMs,
    responseTimeMs,
  };
  if (isStorable({ ...exchange.request, method: 'GET' }, updated))
    await exchange.context.store.update(updated);
  else await exchange.context.store.remove(stored);
  return updated;
}

/**
 * A new answer that will not take the stored one's place makes it worthless all the same. The answer to a HEAD tells
 * whether the stored body still holds.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3.5
 */
export async function outdate(
  exchange: Exchange,
  stored: StoredResponse,
  answer: OriginAnswer,
): Promise<void> {
  const { request, context } = exchange;
  if (request.method === 'HEAD' && answer.head.status === 200) {
    if (isUnchanged(stored, answer)) await update(exchange, stored, answer);
    else await context.store.remove(stored);
  } else if (answer.head.status < 500 && !isStorable(request, cacheable(exchange, answer))) {
    await context.store.remove(stored);
  }
}

function isUnchanged(stored: StoredResponse, { head }: OriginAnswer): boolean {
  const expected = [
    ['etag', fieldOf(stored.fields, 'etag')],
    ['last-modified', fieldOf(stored.fields, 'last-modified')],
    ['content-length', String(stored.bodyLength)],
  ] as const;
  return expected.every(([name, value]) => {
    const told = fieldOf(head.fields, name);
    return told === undefined || told === value;
  });
}

/**
 * Asks the origin in the background, after the client was served with what is slightly out of date.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5861#section-3
 */
export async function refresh(exchange: Exchange, stored: StoredResponse): Promise<void> {
  const { context, request, url } = exchange;
  if (context.flights.current(url)) return;
  const flight = context.flights.start(url);
  try {
    const answer = await askOrigin(exchange, conditionalFields(request.fields, stored), 'background');
    if (answer.head.status !== 304) await keepOnly(exchange, answer, flight);
    else if (confirms(answer.head.fields, stored)) await update(exchange, stored, answer);
    answer.origin.close();
  } catch {
    // The origin is not there now, or its answer broke off; the next request will find out.
  } finally {
    flight.land();
  }
}
