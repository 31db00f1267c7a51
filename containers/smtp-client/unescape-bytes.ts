const NAMED: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' };

/**
 * The bytes that a text stands for, in the notation in which bytes are shown: `\r`, `\n`, `\t`, `\0`, `\\` and `\xNN`.
 * @param text a character for each byte, Latin-1
 * @throws RangeError for a backslash before anything else
 */
export function unescapeBytes(text: string): Uint8Array {
  const bytes = text.replace(/\\(x[0-9A-Fa-f]{2}|.?)/gs, (written, said: string) => {
    const meant = said.length === 3 ? String.fromCharCode(Number.parseInt(said.slice(1), 16)) : NAMED[said];
    if (meant !== undefined) return meant;
    throw new RangeError(
      `"${written}" stands for no byte. Write \\r, \\n, \\t, \\0, \\xNN, or \\\\ for a backslash`,
    );
  });
  return Buffer.from(bytes, 'latin1');
}
