import { constants, type Dirent, type Stats } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, readdir, readlink, realpath, symlink } from 'node:fs/promises';
import path from 'node:path';

interface Copying {
  /** Real path of what is copied. */
  readonly from: string;
  /** Real path of the copy. */
  readonly to: string;
  readonly isWanted: IsWanted;
}

/** @param folder in which it stands, relative to what is copied; empty at the top */
type IsWanted = (name: string, folder: string) => boolean;

/** Follows no link, and waits for nobody at a pipe's other end. */
const asFile = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const asFolder = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_DIRECTORY;

/**
 * Copies a file, or a folder and what is in it, with its rights, to where nothing is yet. Links are copied as links; sockets,
 * pipes, devices, and the copy itself where it lies in what is copied, are left out. Nothing is read but what stands in the
 * folder, also when somebody puts links in place of its files and folders meanwhile: each is opened within the open folder
 * that it was found in. (`fs.cp` follows those, and with a filter looks for each file at all the folders above it.)
 * @param isWanted what is taken of a folder
 * @throws when there is something already, something cannot be read, or is replaced while it is copied
 */
export async function copyTree(from: string, to: string, isWanted: IsWanted = () => true): Promise<void> {
  const entry = await lstat(from);
  await mkdir(path.dirname(to), { recursive: true });
  const source = entry.isSymbolicLink() ? from : await realpath(from);
  const target = path.join(await realpath(path.dirname(to)), path.basename(to));
  await copyEntry({ from: source, to: target, isWanted }, entry, source, '');
}

/**
 * @param found what it was when it was found
 * @param source by which path to open it
 * @param relative path of the entry in what is copied; empty for the whole
 */
async function copyEntry(
  copying: Copying,
  found: Dirent | Stats,
  source: string,
  relative: string,
): Promise<void> {
  const to = path.join(copying.to, relative);
  if (found.isSymbolicLink()) await symlink(await readlink(source), to);
  else if (found.isFile()) await copyPlainFile(source, to);
  else if (found.isDirectory()) await copyFolder(copying, source, relative);
}

async function copyPlainFile(source: string, to: string): Promise<void> {
  await using file = await open(source, asFile);
  if ((await file.stat()).isFile()) await copyFile(openedAs(file.fd), to, constants.COPYFILE_EXCL);
}

async function copyFolder(copying: Copying, source: string, relative: string): Promise<void> {
  const to = path.join(copying.to, relative);
  if (relative !== '' && path.join(copying.from, relative) === copying.to) return;
  await using folder = await open(source, asFolder);
  await mkdir(to);
  const here = openedAs(folder.fd);
  for (const found of await readdir(here, { withFileTypes: true })) {
    const { name } = found;
    if (copying.isWanted(name, relative))
      await copyEntry(copying, found, `${here}/${name}`, path.join(relative, name));
  }
  // After what is in it: a folder may be one that nobody may write to.
  await chmod(to, (await folder.stat()).mode);
}

/** The path of what is open, whatever stands by now where it was. */
function openedAs(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}
