import type { RequestHead } from '../http/head.ts';
import { type Directives, directivesOf, requestDirectives, secondsOf } from './directives.ts';
import { currentAgeMs, forbidsStale, freshnessLifetimeMs, mustAlwaysRevalidate } from './freshness.ts';
import type { StoredResponse } from './stored-response.ts';

/**
 * - `serve`: from the cache, without asking anyone
 * - `refresh`: from the cache, and ask the origin afterwards
 * - `ask`: the origin has to be asked first, with the stored validators if there are any
 * - `refuse`: the client wants nothing but the cache, and the cache has nothing
 */
export type Decision = 'serve' | 'refresh' | 'ask' | 'refuse';

/**
 * What to do with a request, given what the cache holds for it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4
 */
export function decide(request: RequestHead, stored: StoredResponse | undefined, nowMs: number): Decision {
  const wishes = requestDirectives(request.fields);
  const otherwise = wishes.has('only-if-cached') ? 'refuse' : 'ask';
  if (!stored || wishes.has('no-cache')) return otherwise;
  const directives = directivesOf(stored.fields);
  if (mustAlwaysRevalidate(directives)) return otherwise;

  const ageMs = currentAgeMs(stored, nowMs);
  const staleForMs = ageMs - freshnessLifetimeMs(stored);
  if (!isYoungEnough(wishes, ageMs, -staleForMs)) return otherwise;
  if (staleForMs < 0) return 'serve';
  if (forbidsStale(directives)) return otherwise;
  if (acceptsStale(wishes, staleForMs)) return 'serve';
  if (staleForMs < (secondsOf(directives, 'stale-while-revalidate') ?? 0) * 1000) return 'refresh';
  return otherwise;
}

/** max-age and min-fresh of the request. @see https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1 */
function isYoungEnough(wishes: Directives, ageMs: number, freshForMs: number): boolean {
  const maxAge = secondsOf(wishes, 'max-age');
  const minFresh = secondsOf(wishes, 'min-fresh');
  if (maxAge !== undefined && ageMs > maxAge * 1000 && !wishes.has('max-stale')) return false;
  return minFresh === undefined || freshForMs >= minFresh * 1000;
}

function acceptsStale(wishes: Directives, staleForMs: number): boolean {
  const limit = wishes.get('max-stale');
  if (limit === undefined) return false;
  return limit === '' || staleForMs <= (secondsOf(wishes, 'max-stale') ?? 0) * 1000;
}

/**
 * Whether a stale response may stand in for an origin that cannot be reached (`failed` undefined) or answered with a
 * server error.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2.4
 * @see https://www.rfc-editor.org/rfc/rfc5861#section-4
 */
export function mayStandIn(
  request: RequestHead,
  stored: StoredResponse,
  nowMs: number,
  failed?: number,
): boolean {
  const directives = directivesOf(stored.fields);
  if (forbidsStale(directives) || requestDirectives(request.fields).has('no-cache')) return false;
  const limit = secondsOf(directives, 'stale-if-error');
  if (limit === undefined) return failed === undefined;
  return currentAgeMs(stored, nowMs) - freshnessLifetimeMs(stored) < limit * 1000;
}
