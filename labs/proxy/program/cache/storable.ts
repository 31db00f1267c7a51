import { type Fields, fieldOf, hasField, tokensOf } from '../http/fields.ts';
import type { RequestHead } from '../http/head.ts';
import { directivesOf, requestDirectives } from './directives.ts';
import { explicitLifetimeMs, freshnessLifetimeMs } from './freshness.ts';
import type { CacheableResponse } from './stored-response.ts';

/** Statuses whose meaning this cache knows. */
const UNDERSTOOD_STATUSES = new Set([
  200, 203, 204, 300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410, 414, 421, 451, 500, 501, 502,
  503, 504,
]);

/**
 * Whether a shared cache may keep this response to this request, and has a use for it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-3
 */
export function isStorable(request: RequestHead, response: CacheableResponse): boolean {
  const directives = directivesOf(response.fields);
  if (request.method !== 'GET' || !isWhole(response.status)) return false;
  // With must-understand no-store is for the caches that do not know the status, or the directive.
  const mustUnderstand = directives.has('must-understand');
  if (mustUnderstand && !UNDERSTOOD_STATUSES.has(response.status)) return false;
  if ((directives.has('no-store') && !mustUnderstand) || directives.has('private')) return false;
  if (requestDirectives(request.fields).has('no-store')) return false;
  if (tokensOf(response.fields, 'vary').includes('*')) return false;
  if (hasField(request.fields, 'authorization') && !allowsAuthorized(response)) return false;
  return isUseful(response);
}

/**
 * Whether the answer to a POST is what a GET of the same URL would bring: the origin says so by naming that URL as the
 * content's own, together with a lifetime.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.3
 */
export function standsForGet(method: string, url: string, response: CacheableResponse): boolean {
  const own = fieldOf(response.fields, 'content-location');
  if (method !== 'POST' || response.status !== 200 || own === undefined || !URL.canParse(own, url))
    return false;
  return new URL(own, url).href === new URL(url).href && explicitLifetimeMs(response) !== undefined;
}

/** A final answer that stands for itself: neither a part nor a word about a copy. */
function isWhole(status: number): boolean {
  return status >= 200 && status !== 206 && status !== 304;
}

/** @see https://www.rfc-editor.org/rfc/rfc9111#section-3.5 */
function allowsAuthorized(response: CacheableResponse): boolean {
  const directives = directivesOf(response.fields);
  return ['public', 's-maxage', 'must-revalidate'].some((name) => directives.has(name));
}

/** It will be fresh for a while, or can be asked after; an error counts only if the origin gave it a lifetime. */
function isUseful(response: CacheableResponse): boolean {
  if (freshnessLifetimeMs(response) > 0) return true;
  return response.status === 200 && hasValidator(response.fields);
}

export function hasValidator(fields: Fields): boolean {
  return hasField(fields, 'etag') || hasField(fields, 'last-modified');
}
