import { cp, rm } from 'node:fs/promises';
import path from 'node:path';

/** What was there before goes. Links are copied as links: only the sandbox follows them. */
export async function copyFolder(from: string, to: string, without?: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  const left = without === undefined ? undefined : path.join(from, without);
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter: (source) => source !== left });
}
