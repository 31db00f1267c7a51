/**
 * Control characters (but tab and newline), formatting characters (bidi overrides, zero-width), line separators, half
 * surrogates, and the fourth of a pile of combining marks.
 */
const hiddenCharacter = /[^\P{Cc}\t\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?<=\p{M}{3})\p{M}/gu;

/** A stretch of text; `isEscape` where it stands for a character that does not show. */
export interface TextPart {
  readonly text: string;
  readonly isEscape: boolean;
}

/** Hidden characters as escapes that show: `\x1b[31m`, `\u{202e}`. Tabs and newlines stay. */
export function visibleText(text: string): string {
  return text.replace(hiddenCharacter, escapeCharacter);
}

/** The same on one line: no name and no command can forge a line of its own. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** The same, with the escapes apart from the rest. */
export function visibleParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(hiddenCharacter)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isEscape: false });
    parts.push({ text: escapeCharacter(match[0]), isEscape: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isEscape: false });
  return parts;
}

function escapeCharacter(character: string): string {
  if (character === '\r') return '\\r';
  if (character === '\0') return '\\0';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
