import { type Fields, fieldLines, hasField, splitList } from '../http/fields.ts';

/** Cache-Control directives by name in lower case; the argument without quotes, or '' when it has none. */
export type Directives = ReadonlyMap<string, string>;

/** Larger than any real lifetime, and what an overflowing number counts as. */
const MAX_SECONDS = 2 ** 31;

/**
 * Where a directive stands twice, the first counts.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.2
 */
export function directivesOf(fields: Fields): Directives {
  const directives = new Map<string, string>();
  for (const member of fieldLines(fields, 'cache-control').flatMap(splitList)) {
    const [, name = '', argument = ''] = /^([^=\s]+)(?:=(.*))?$/s.exec(member) ?? [];
    const key = name.toLowerCase();
    if (key && !directives.has(key)) directives.set(key, unquote(argument));
  }
  return directives;
}

/** As `directivesOf`, with the Pragma of HTTP/1.0 where there is no Cache-Control. */
export function requestDirectives(fields: Fields): Directives {
  const isPragma = fieldLines(fields, 'pragma').some((value) => /\bno-cache\b/i.test(value));
  return isPragma && !hasField(fields, 'cache-control') ? new Map([['no-cache', '']]) : directivesOf(fields);
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
