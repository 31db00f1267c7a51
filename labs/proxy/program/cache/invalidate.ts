import { type Fields, fieldLines } from '../http/fields.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * The URLs that a successful unsafe request made outdated: its own, and those that the answer points to on the same host.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.4
 */
export function invalidatedUrls(
  method: string,
  url: string,
  status: number,
  responseFields: Fields,
): string[] {
  if (SAFE_METHODS.has(method) || status < 200 || status >= 400) return [];
  const pointers = ['location', 'content-location'].flatMap((name) => fieldLines(responseFields, name));
  const others = pointers.map((pointer) => resolve(pointer, url)).filter((other) => isSameOrigin(other, url));
  return [url, ...others];
}

function resolve(pointer: string, base: string): string {
  return URL.canParse(pointer, base) ? new URL(pointer, base).href : '';
}

function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}
