import { type Fields, fieldOf } from '../http/fields.ts';
import type { StoredResponse } from './stored-response.ts';

/** A part of a body, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one part of a stored 200 that a request wants, or undefined when it wants all of it, several parts, or one that
 * is not there: those get the whole, which a server may always send.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function wantedRange(requestFields: Fields, stored: StoredResponse): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(fieldOf(requestFields, 'range') ?? '');
  if (!match || stored.status !== 200 || !holdsCondition(requestFields, stored)) return undefined;
  const [, from = '', to = ''] = match;
  const end = stored.bodyLength - 1;
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, stored.bodyLength - Number(to)) : Number(from);
  const last = from === '' || to === '' ? end : Math.min(Number(to), end);
  return first <= last ? { first, last } : undefined;
}

/** If-Range: the part only if the whole has not changed. Weak tags never match. */
function holdsCondition(requestFields: Fields, stored: StoredResponse): boolean {
  const condition = fieldOf(requestFields, 'if-range');
  if (condition === undefined) return true;
  if (condition.startsWith('W/')) return false;
  return condition === fieldOf(stored.fields, condition.startsWith('"') ? 'etag' : 'last-modified');
}
