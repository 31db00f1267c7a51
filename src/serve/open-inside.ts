import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * Opens a plain file below a folder for reading, by the path of an address. Undefined for what is not there, what lies
 * outside, has a hidden name, is a folder, a device or a pipe, or is reached through a link.
 * @param pathname percent-encoded, begins with `/`
 */
export async function openInside(folder: string, pathname: string): Promise<FileHandle | undefined> {
  const relative = relativePath(pathname);
  if (relative === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = path.join(root, relative);
    if ((await realpath(file)) !== file) return undefined;
    // A pipe would keep its reader waiting for a writer.
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    return undefined;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** `ada/proxy/index.html`; undefined where a part of the path is no plain name. */
export function relativePath(pathname: string): string | undefined {
  const names = decode(pathname)?.slice(1).split('/') ?? [''];
  const isPlain = names.every((name) => /^[^.\\\0][^\\\0]*$/.test(name));
  return isPlain ? names.join('/') : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isAbsent(error: unknown): boolean {
  const absent = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ENXIO', 'EACCES'];
  return absent.includes((error as NodeJS.ErrnoException).code ?? '');
}
