/** One header field as it came: name and value, in order of the message. Text is latin1, one character per byte. */
export type Field = readonly [name: string, value: string];
export type Fields = readonly Field[];

/** All values of a field, one per line of the message. Names compare without regard to case. */
export function fieldLines(fields: Fields, name: string): string[] {
  const values: string[] = [];
  for (const [each, value] of fields) if (isSameName(each, name)) values.push(value);
  return values;
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
  return fields.some(([each]) => isSameName(each, name));
}

/** Most names differ in length already, which is quicker to see than that they differ. */
function isSameName(one: string, other: string): boolean {
  return one.length === other.length && one.toLowerCase() === other.toLowerCase();
}

/**
 * Text without the spaces and tabs around it. By hand: the regular expression `[ \t]+$` looks at a long run of blanks
 * once from each of them, and a single field of 64 KiB would hold the proxy up for seconds.
 */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
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
