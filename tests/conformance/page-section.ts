import { readFile, writeFile } from 'node:fs/promises';

/** The page that holds the results. */
export const CONFORMANCE_PAGE = new URL('../../docs/conformance.md', import.meta.url);

/**
 * Replaces what stands between `<!-- NAME: made by ... -->` and `<!-- end of NAME -->`.
 *
 * @throws Error when the page has no such place
 */
export function replaceSection(page: string, name: string, content: string): string {
  const section = new RegExp(`(<!-- ${name}: [^\\n]*-->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);
  if (!section.test(page)) throw new Error(`Writing ${name}: the page has no place marked with its name.`);
  return page.replace(section, (_all, begin: string, end: string) => `${begin}\n${content.trim()}\n\n${end}`);
}

/** What stands in a section now. */
export function sectionOf(page: string, name: string): string | undefined {
  return new RegExp(`<!-- ${name}: [^\\n]*-->\\n([\\s\\S]*?)<!-- end of ${name} -->`).exec(page)?.[1]?.trim();
}

export async function updateConformancePage(name: string, content: string): Promise<void> {
  const page = await readFile(CONFORMANCE_PAGE, 'utf8');
  await writeFile(CONFORMANCE_PAGE, replaceSection(page, name, content));
}
