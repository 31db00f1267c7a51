import { type Fields, fieldLines, hasField, splitList } from '../http/fields.ts';
import { remembered } from './remembered.ts';

/** Cache-Control directives by name in lower case; the argument without quotes, or '' when it has none. */
export type Directives = ReadonlyMap<string, string>;

const NOTHING_SAID: Directives = new Map();

/** Larger than any real lifetime, and what an overflowing number counts as. */
const MAX_SECONDS = 2 ** 31;

/** A member of a structured dictionary whose value, if any, is an integer or a token. */
const STRUCTURED = /^[a-z*][a-z0-9_.*-]*(?:=(?:-?\d{1,15}|[A-Za-z*][\w!#$%&'*+.^`|~:/-]*))?$/;

/**
 * What a response says to caches. A field aimed at shared caches near the origin, CDN-Cache-Control, takes the place
 * of Cache-Control and Expires, unless it is malformed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.2
 * @see https://www.rfc-editor.org/rfc/rfc9213#section-2.2
 */
export const directivesOf: (fields: Fields) => Directives = remembered((fields) =>
  parseDirectives(fields, isTargeted(fields) ? 'cdn-cache-control' : 'cache-control'),
);

/** Whether a well-formed CDN-Cache-Control is there: Expires does not count then. */
export function isTargeted(fields: Fields): boolean {
  const members = fieldLines(fields, 'cdn-cache-control').flatMap(splitList);
  return members.length > 0 && members.every((member) => STRUCTURED.test(member));
}

/** What a request says to caches: Cache-Control, or the Pragma of HTTP/1.0 where there is none. */
export function requestDirectives(fields: Fields): Directives {
  if (!hasField(fields, 'cache-control') && !hasField(fields, 'pragma')) return NOTHING_SAID;
  const isPragma = fieldLines(fields, 'pragma').some((value) => /\bno-cache\b/i.test(value));
  const isAlone = isPragma && !hasField(fields, 'cache-control');
  return isAlone ? new Map([['no-cache', '']]) : parseDirectives(fields, 'cache-control');
}

/** Where a directive stands twice, the first counts. */
function parseDirectives(fields: Fields, field: string): Directives {
  const directives = new Map<string, string>();
  for (const member of fieldLines(fields, field).flatMap(splitList)) {
    const [, name = '', argument = ''] = /^([^=\s]+)(?:=(.*))?$/s.exec(member) ?? [];
    const key = name.toLowerCase();
    if (key && !directives.has(key)) directives.set(key, unquote(argument));
  }
  return directives;
}

/**
 * The seconds of `max-age=60`. Undefined when the directive is absent; 0, which means stale, when its argument is no
 * number: a cache that cannot read a lifetime must not make one up.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1
 */
export function secondsOf(directives: Directives, name: string): number | undefined {
  const text = directives.get(name);
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? Math.min(Number(text), MAX_SECONDS) : 0;
}

function unquote(text: string): string {
  const quoted = /^"(.*)"$/s.exec(text);
  return quoted ? (quoted[1] ?? '').replace(/\\(.)/g, '$1') : text;
}
