import type { HttpDeviationKind, HttpField } from './message.ts';

export interface FieldLine {
  readonly field: HttpField;
  readonly deviation?: { readonly kind: HttpDeviationKind; readonly offset: number; readonly text: string };
}

/**
 * `Name: value`.
 * @returns undefined when the line does not look like a field, however wrong
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-5
 */
export function parseFieldLine(line: string, offset: number): FieldLine | undefined {
  const colon = line.indexOf(':');
  if (colon < 0) return undefined;
  const name = withoutBlanksBehind(line.slice(0, colon));
  const space = line.slice(name.length, colon);
  const value = withoutBlanksBehind(line.slice(colon + 1).replace(/^[ \t]+/, ''));
  const field = { name, value, raw: line, offset };
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    // Near misses such as `Content Type: text/html`; text with a colon somewhere is none of the head.
    if (!/^[A-Za-z][\w .-]{0,40}$/.test(name)) return undefined;
    return { field, deviation: { kind: 'malformed-field', offset, text: `"${name}" is no field name` } };
  }
  if (space === '') return { field };
  const text = 'No space is allowed between the field name and the colon';
  return { field, deviation: { kind: 'space-before-colon', offset: offset + name.length, text } };
}

/** By hand, for a pattern that looks for blanks before the end tries each run of them again and again. */
function withoutBlanksBehind(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
