/** Text in a Markdown page, whatever signs it has. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&');
}

/** Text in a cell of a table. */
export function cell(text: string): string {
  return escapeMarkdown(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** The anchor of a check, `proxy-relays-body`. */
export function anchorOf({ id }: { readonly id: string }): string {
  return id.replaceAll('/', '-');
}

/** @param align of each column: `:--`, `--:`, or `---` */
export function table(
  head: readonly string[],
  align: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
