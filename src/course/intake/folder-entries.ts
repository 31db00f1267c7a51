import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { unreadable } from '../submission.ts';
import { leftOutName } from '../unzip/left-out.ts';

/** What stands in a folder and is a plain file or folder, by name, without hidden and left-over ones. */
export async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const byName = new Intl.Collator('en', { numeric: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .filter(({ name }) => !name.startsWith('.') && leftOutName(name) === undefined)
    .sort((a, b) => byName.compare(a.name, b.name));
}
