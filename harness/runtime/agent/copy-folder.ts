import { cp, lstat, rm } from 'node:fs/promises';
import path from 'node:path';

/** What was there before goes. Links are copied as links, as only the sandbox follows them; sockets and pipes are left out. */
export async function copyFolder(from: string, to: string, without?: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  const left = without === undefined ? undefined : path.join(from, without);
  const filter = async (source: string) => {
    if (source === left) return false;
    const found = await lstat(source);
    return found.isFile() || found.isDirectory() || found.isSymbolicLink();
  };
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter });
}
