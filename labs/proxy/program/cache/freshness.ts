import { parseDate } from '../http/date.ts';
import { type Fields, fieldLines, fieldOf } from '../http/fields.ts';
import { type Directives, directivesOf, isTargeted, secondsOf } from './directives.ts';
import { remembered } from './remembered.ts';
import type { CacheableResponse } from './stored-response.ts';

/** Statuses that may be kept without the origin saying for how long. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.1 */
const HEURISTIC_STATUSES = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501]);

const HEURISTIC_SHARE = 0.1;
const MAX_HEURISTIC_MS = 24 * 3600 * 1000;

/** The lifetime that the origin named, in ms: s-maxage, else max-age, else Expires. Undefined when it named none. */
export function explicitLifetimeMs(response: CacheableResponse): number | undefined {
  const directives = directivesOf(response.fields);
  const seconds = secondsOf(directives, 's-maxage') ?? secondsOf(directives, 'max-age');
  if (seconds !== undefined) return seconds * 1000;
  const expires = fieldLines(response.fields, 'expires');
  if (expires.length === 0 || isTargeted(response.fields)) return undefined;
  // What cannot be read as a date, "0" above all, means: already expired.
  const expiresMs = expires.length === 1 ? parseDate(expires[0] ?? '') : undefined;
  return expiresMs === undefined ? 0 : Math.max(0, expiresMs - dateMs(response));
}

/**
 * How long a response is fresh, in ms from when the origin made it. Where the origin named no lifetime, a tenth of the
 * time since its last change, a day at most.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1
 */
export const freshnessLifetimeMs: (response: CacheableResponse) => number = remembered(
  (response) => explicitLifetimeMs(response) ?? heuristicLifetimeMs(response),
);

/** @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2 */
function heuristicLifetimeMs(response: CacheableResponse): number {
  const isAllowed = HEURISTIC_STATUSES.has(response.status) || directivesOf(response.fields).has('public');
  const lastModifiedMs = parseDate(fieldOf(response.fields, 'last-modified') ?? '');
  if (!isAllowed || lastModifiedMs === undefined) return 0;
  const unchangedMs = Math.max(0, dateMs(response) - lastModifiedMs);
  return Math.min(unchangedMs * HEURISTIC_SHARE, MAX_HEURISTIC_MS);
}

/**
 * How old a response is now, in ms: what it says of its age on the way here, and the time since.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3
 */
export function currentAgeMs(response: CacheableResponse, nowMs: number): number {
  const residentMs = Math.max(0, nowMs - response.responseTimeMs);
  return initialAgeMs(response) + residentMs;
}

/** How old it was when it came. */
const initialAgeMs: (response: CacheableResponse) => number = remembered((response) => {
  const apparentAgeMs = Math.max(0, response.responseTimeMs - dateMs(response));
  const responseDelayMs = response.responseTimeMs - response.requestTimeMs;
  const correctedAgeMs = ageFieldMs(response.fields) + responseDelayMs;
  return Math.max(apparentAgeMs, correctedAgeMs);
});

/** Of several values the first counts; one that is no number is ignored. */
function ageFieldMs(fields: Fields): number {
  const first = fieldLines(fields, 'age')[0]?.split(',')[0]?.trim() ?? '';
  return /^\d+$/.test(first) ? Math.min(Number(first), 2 ** 31) * 1000 : 0;
}

/** When the origin made it; when it came, if it does not say. */
function dateMs(response: CacheableResponse): number {
  return parseDate(fieldOf(response.fields, 'date') ?? '') ?? response.responseTimeMs;
}

/** Never reused without asking the origin, fresh or not. */
export function mustAlwaysRevalidate(directives: Directives): boolean {
  return directives.has('no-cache');
}

/** Never served stale, not even when the origin cannot be reached. @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2.4 */
export function forbidsStale(directives: Directives): boolean {
  return ['must-revalidate', 'proxy-revalidate', 's-maxage', 'no-cache'].some((name) => directives.has(name));
}
