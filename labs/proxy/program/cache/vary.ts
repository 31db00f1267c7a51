import { parseDate } from '../http/date.ts';
import { type Fields, fieldOf, tokensOf } from '../http/fields.ts';
import type { StoredResponse, Variant } from './stored-response.ts';

/**
 * What a response depended on in the request that brought it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.1
 */
export function variantOf(requestFields: Fields, responseFields: Fields): Variant {
  const names = [...new Set(tokensOf(responseFields, 'vary'))].sort();
  return Object.fromEntries(names.map((name) => [name, normalized(requestFields, name)]));
}

/** Whether this request would have got the same response. `Vary: *` never matches. */
export function matchesVariant(requestFields: Fields, variant: Variant): boolean {
  return Object.entries(variant).every(
    ([name, value]) => name !== '*' && normalized(requestFields, name) === value,
  );
}

/** The stored response for a request: of several that match, the one the origin made last. */
export function selectVariant(
  requestFields: Fields,
  stored: readonly StoredResponse[],
): StoredResponse | undefined {
  if (stored.length === 1 && stored[0] && matchesVariant(requestFields, stored[0].variant)) return stored[0];
  const matching = stored.filter((each) => matchesVariant(requestFields, each.variant));
  return matching.length > 1 ? matching.sort((a, b) => madeAtMs(b) - madeAtMs(a))[0] : matching[0];
}

function madeAtMs(stored: StoredResponse): number {
  return parseDate(fieldOf(stored.fields, 'date') ?? '') ?? stored.responseTimeMs;
}

/** Fields whose values mean the same in capitals. @see https://www.rfc-editor.org/rfc/rfc4647#section-2 */
const CASELESS = new Set(['accept-language', 'accept-encoding']);

/**
 * Several lines and spaces around commas make no difference, nor does case where the field has none. Order does: some
 * origins prefer the language that stands first.
 */
function normalized(fields: Fields, name: string): string | null {
  const members = fieldOf(fields, name)?.split(',');
  const value = members?.map((member) => member.replace(/\s+/g, ' ').trim()).join(',');
  return (CASELESS.has(name) ? value?.toLowerCase() : value) ?? null;
}
