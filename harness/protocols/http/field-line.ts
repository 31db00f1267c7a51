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
  const match = /^([^:]*?)([ \t]*):(.*)$/s.exec(line);
  if (!match) return undefined;
  const [, name = '', space = '', value = ''] = match;
  const field = { name, value: value.replace(/^[ \t]+|[ \t]+$/g, ''), raw: line, offset };
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    // Near misses such as `Content Type: text/html`; text with a colon somewhere is none of the head.
    if (!/^[A-Za-z][\w .-]{0,40}$/.test(name)) return undefined;
    return { field, deviation: { kind: 'malformed-field', offset, text: `"${name}" is no field name` } };
  }
  if (space === '') return { field };
  const text = 'No space is allowed between the field name and the colon';
  return { field, deviation: { kind: 'space-before-colon', offset: offset + name.length, text } };
}
