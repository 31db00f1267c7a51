import { parseDate } from '../http/date.ts';
import {
  type Field,
  type Fields,
  fieldOf,
  hasField,
  listOf,
  tokensOf,
  withoutFields,
} from '../http/fields.ts';
import type { StoredResponse } from './stored-response.ts';

const CONDITIONS = new Set([
  'if-none-match',
  'if-modified-since',
  'if-match',
  'if-unmodified-since',
  'if-range',
  'range',
]);

/** Whether the request wants the object only under a condition, or only a part of it. */
export function isConditional(requestFields: Fields): boolean {
  return requestFields.some(([name]) => CONDITIONS.has(name.toLowerCase()));
}

/**
 * The fields of a request that asks whether a stored response still holds: the client's own conditions give way to
 * ours, and are looked at again once the origin has answered.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3.1
 */
export function conditionalFields(requestFields: Fields, stored: StoredResponse): Field[] {
  const etag = fieldOf(stored.fields, 'etag');
  const lastModified = fieldOf(stored.fields, 'last-modified');
  return [
    ...withoutFields(requestFields, CONDITIONS),
    ...(etag === undefined ? [] : [['If-None-Match', etag] as const]),
    ...(lastModified === undefined ? [] : [['If-Modified-Since', lastModified] as const]),
  ];
}

/**
 * Whether the client already has what is stored, so that 304 is the answer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3.2
 */
export function isNotModifiedFor(requestFields: Fields, stored: StoredResponse): boolean {
  if (hasField(requestFields, 'if-none-match')) {
    const tags = listOf(requestFields, 'if-none-match').map(opaque);
    const etag = fieldOf(stored.fields, 'etag');
    return tags.includes('*') || (etag !== undefined && tags.includes(opaque(etag)));
  }
  const condition = fieldOf(requestFields, 'if-modified-since');
  if (condition === undefined) return false;
  const since = parseDate(condition);
  const changed = parseDate(fieldOf(stored.fields, 'last-modified') ?? fieldOf(stored.fields, 'date') ?? '');
  return since !== undefined && changed !== undefined && changed <= since;
}

/** Weak comparison leaves the `W/` out. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.2 */
function opaque(etag: string): string {
  return etag.replace(/^W\//, '');
}

/** Whether this 304 speaks of that stored response. @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3.4 */
export function confirms(notModified: Fields, stored: StoredResponse): boolean {
  const etag = fieldOf(notModified, 'etag');
  const storedEtag = fieldOf(stored.fields, 'etag');
  if (etag === undefined || storedEtag === undefined) return true;
  return opaque(etag) === opaque(storedEtag);
}

/** Fields that describe the stored bytes or their framing, and which an update therefore leaves alone. */
const KEPT = new Set([
  'content-length',
  'content-encoding',
  'content-type',
  'content-range',
  'content-location',
]);

/**
 * The stored fields with those of a 304 (or of a HEAD's answer) in their place.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-3.2
 */
export function updatedFields(stored: Fields, update: Fields): Field[] {
  const fresh = withoutFields(update, new Set([...KEPT, ...tokensOf(update, 'connection')]));
  const replaced = new Set(fresh.map(([name]) => name.toLowerCase()));
  // An Age that the update does not repeat belonged to the old answer.
  return [...withoutFields(stored, new Set([...replaced, 'age'])), ...fresh];
}
