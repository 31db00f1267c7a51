import { formatCount } from './format.ts';

/** At most `maxLength` characters; says how many were left out. */
export function clipText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength)} … (${formatCount(text.length - maxLength, 'more character')})`;
}

/** Each line on its own, then the first and last of them, with a line between that says how many are missing. */
export function clipLines(lines: readonly string[], maxLines: number, maxLineLength: number): string[] {
  const clipped = (each: readonly string[]) => each.map((line) => clipText(line, maxLineLength));
  if (lines.length <= maxLines) return clipped(lines);
  const headLines = Math.ceil((maxLines * 2) / 3);
  const tailLines = maxLines - headLines;
  const missing = formatCount(lines.length - maxLines, 'line');
  return [
    ...clipped(lines.slice(0, headLines)),
    `… (${missing} left out)`,
    ...clipped(lines.slice(lines.length - tailLines)),
  ];
}
