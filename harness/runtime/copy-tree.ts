import {
  chmod,
  constants,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readlink,
  realpath,
  symlink,
} from 'node:fs/promises';
import path from 'node:path';

/** What `lstat` and `readdir` tell of an entry. */
interface Entry {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

interface Copying {
  /** Real path of what is copied. */
  readonly from: string;
  /** Real path of the copy. */
  readonly to: string;
  readonly isWanted: IsWanted;
}

/** @param folder in which it stands, relative to what is copied; empty at the top */
type IsWanted = (name: string, folder: string) => boolean;

/**
 * Copies a file, or a folder and what is in it, with its rights, to where nothing is yet. Links are copied as links; sockets,
 * pipes, devices, and the copy itself where it lies in what is copied, are left out. `fs.cp` with a filter looks for each
 * file at all the folders above it: three times the work.
 * @param isWanted what is taken of a folder
 * @throws when there is something already, or something cannot be read
 */
export async function copyTree(from: string, to: string, isWanted: IsWanted = () => true): Promise<void> {
  const entry = await lstat(from);
  await mkdir(path.dirname(to), { recursive: true });
  const source = entry.isSymbolicLink() ? from : await realpath(from);
  const target = path.join(await realpath(path.dirname(to)), path.basename(to));
  await copyEntry({ from: source, to: target, isWanted }, entry, '');
}

/** @param relative path of the entry; empty for the whole */
async function copyEntry(copying: Copying, entry: Entry, relative: string): Promise<void> {
  const from = path.join(copying.from, relative);
  const to = path.join(copying.to, relative);
  if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
  else if (entry.isFile()) await copyFile(from, to, constants.COPYFILE_EXCL);
  if (!entry.isDirectory() || from === copying.to) return;
  await mkdir(to);
  for (const inner of await readdir(from, { withFileTypes: true })) {
    const { name } = inner;
    if (copying.isWanted(name, relative)) await copyEntry(copying, inner, path.join(relative, name));
  }
  // After what is in it: a folder may be one that nobody may write to.
  await chmod(to, (await lstat(from)).mode);
}
