import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError } from '../../harness/runtime/errors.ts';
import { makeFolder } from './make-folder.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota on the disk is used up',
  EFBIG: 'it grows larger than a file may be here',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
  EISDIR: 'a folder of that name is in the way',
  ENOTDIR: 'a file stands where a folder is needed',
  ENOENT: 'the folder has gone',
  EIO: 'the disk reports an error',
};

/**
 * Writes a file whole or not at all: a reader never sees half of it. Makes the folders above it.
 * @throws EnvironmentError with one sentence when it cannot be written
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await makeFolder(path.dirname(file));
  try {
    await writeFile(`${file}.part`, content);
    await rename(`${file}.part`, file);
  } catch (error) {
    await rm(`${file}.part`, { force: true }).catch(() => {});
    throw unwritable(file, error);
  }
}

/** One sentence for what cannot be written, and what to do; an error that is not of the disk stays as it is. */
export function unwritable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  return new EnvironmentError('unwritable', `Cannot write ${file}: ${reasons[code] ?? code}. ${whatToDo}`);
}

const whatToDo =
  'Mend that, or choose another place for the report with --out. What was finished is kept; the same command goes on from there.';
