/** One header field as it came: name and value, in order of the message. Text is latin1, one character per byte. */
export type Field = readonly [name: string, value: string];
export type Fields = readonly Field[];

/** All values of a field, one per line of the message. Names compare without regard to case. */
export function fieldLines(fields: Fields, name: string): string[] {
  const wanted = name.toLowerCase();
  return fields.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}

/**
 * The value of a field, several lines joined with a comma, or undefined when it is absent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.3
 */
export function fieldOf(fields: Fields, name: string): string | undefined {
  const values = fieldLines(fields, name);
  return values.length === 0 ? undefined : values.join(', ');
}

export function hasField(fields: Fields, name: string): boolean {
  const wanted = name.toLowerCase();
  return fields.some(([each]) => each.toLowerCase() === wanted);
}

/** The fields without those named (in lower case). */
export function withoutFields(fields: Fields, names: ReadonlySet<string>): Field[] {
  return fields.filter(([name]) => !names.has(name.toLowerCase()));
}

/**
 * The members of a comma-separated field. A comma inside a quoted string does not separate.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1
 */
export function listOf(fields: Fields, name: string): string[] {
  const text = fieldOf(fields, name);
  return text === undefined ? [] : splitList(text);
}

export function splitList(text: string): string[] {
  const members = text.match(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g) ?? [];
  return members.map((member) => member.trim()).filter((member) => member !== '');
}

/** The lower-cased members of a list of tokens, as in `Connection: Keep-Alive, X-Hop`. */
export function tokensOf(fields: Fields, name: string): string[] {
  return listOf(fields, name).map((token) => token.toLowerCase());
}
