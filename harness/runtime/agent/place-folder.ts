import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One file, folder or link of a folder that is sent into a slot. Plain data. */
export interface PlacedEntry {
  /** Relative to the folder, with `/` between names. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  /** Of a file. */
  readonly bytes?: Uint8Array;
  /** Of a symbolic link. */
  readonly target?: string;
}

/** All that is in a folder, parents first. Links are not followed. */
export async function readEntries(folder: string): Promise<readonly PlacedEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const found = entries.map((entry) => readEntry(folder, path.join(entry.parentPath, entry.name)));
  const read = await Promise.all(found);
  return read.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readEntry(folder: string, file: string): Promise<PlacedEntry> {
  const { mode, ...stats } = await lstat(file).then((found) => ({
    mode: found.mode & 0o777,
    isLink: found.isSymbolicLink(),
    isFolder: found.isDirectory(),
  }));
  const name = path.relative(folder, file).split(path.sep).join('/');
  if (stats.isLink) return { path: name, mode, target: await readlink(file) };
  if (stats.isFolder) return { path: name, mode };
  return { path: name, mode, bytes: await readFile(file) };
}

/** Writes entries to a folder that is made anew. They come from a walk that followed no link, so none leads out of it. */
export async function placeFolder(folder: string, entries: readonly PlacedEntry[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const entry of entries) {
    const file = path.join(folder, entry.path);
    if (entry.target !== undefined) await symlink(entry.target, file);
    else if (entry.bytes === undefined) await mkdir(file);
    else await writeFile(file, entry.bytes);
    // Windows knows no permissions: there a file that may be run is one of any kind.
    if (entry.target === undefined) await chmod(file, entry.mode | 0o600 | (entry.bytes ? 0 : 0o100));
  }
}
