import { currentAgeMs } from './cache/freshness.ts';
import { wantedRange } from './cache/range.ts';
import type { StoredResponse } from './cache/stored-response.ts';
import { isNotModifiedFor } from './cache/validate.ts';
import type { Exchange } from './exchange.ts';
import { type Field, type Fields, withoutFields } from './http/fields.ts';

/**
 * Answers from the cache: with all of it, the wanted part, or 304 when the client has it already.
 *
 * @returns false, and nothing is sent, when the body has vanished from the disk
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4
 */
export async function serveStored(exchange: Exchange, stored: StoredResponse): Promise<boolean> {
  const { request, answer, context } = exchange;
  const fields = withAge(stored);
  if (stored.status === 200 && isNotModifiedFor(request.fields, stored)) {
    await answer.begin(304, '', withoutFields(fields, new Set(['content-type', 'content-encoding'])), 'none');
    return true;
  }
  if (request.method === 'HEAD') {
    await answer.begin(stored.status, stored.reason, [...fields, length(stored)], 'none');
    return true;
  }
  const range = wantedRange(request.fields, stored);
  await using body = await context.store.readBody(stored, range);
  if (!body) return false;
  if (range) {
    const contentRange: Field = ['Content-Range', `bytes ${range.first}-${range.last}/${stored.bodyLength}`];
    await answer.begin(206, '', [...fields, contentRange], range.last - range.first + 1);
  } else {
    await answer.begin(stored.status, stored.reason, fields, bodyless(stored) ? 'none' : stored.bodyLength);
  }
  for await (const bytes of body.bytes) await answer.write(bytes);
  return true;
}

function bodyless(stored: StoredResponse): boolean {
  return stored.status === 204;
}

function length(stored: StoredResponse): Field {
  return ['Content-Length', String(stored.bodyLength)];
}

/** @see https://www.rfc-editor.org/rfc/rfc9111#section-5.1 */
function withAge(stored: StoredResponse): Fields {
  const seconds = Math.floor(currentAgeMs(stored, Date.now()) / 1000);
  return [...withoutFields(stored.fields, new Set(['age'])), ['Age', String(seconds)]];
}
