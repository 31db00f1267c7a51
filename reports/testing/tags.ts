export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every start tag of a page, by the letter: what is escaped is not one. Attributes are unescaped. */
export function tagsOf(page: string): Tag[] {
  const [before = '', after = ''] = page.split(/<style>[^<]*<\/style>/);
  const body = `${before}${after}`.replace(/<script>[\s\S]*?<\/script>/, '<script></script>');
  return [...body.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g)].map((match) => ({
    name: match[1] ?? '',
    attributes: Object.fromEntries(
      [...(match[2] ?? '').matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
        name,
        unescapeText(value),
      ]),
    ),
  }));
}

function unescapeText(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
