import { lstat, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GradeError } from '../../../harness/runtime/errors.ts';
import { unreadable } from '../submission.ts';
import { faultOfEntryName } from '../unzip/check-entry-name.ts';
import { type EntryFault, unzip } from '../unzip/unzip.ts';
import { UnzipError } from '../unzip/unzip-error.ts';
import { classLimits } from '../unzip/unzip-limits.ts';
import { faultOfArchive } from './archive.ts';

/** A class as a folder. */
export interface OpenedClass {
  readonly root: string;
  /** Entries of its zip file that were refused; each was made an empty file, so that it is still somebody's. */
  readonly faults: readonly EntryFault[];
}

/**
 * Opens what a class was given as: a folder, or the zip file of a learning platform.
 * @param workFolder for what is unpacked
 * @throws GradeError when it is neither
 */
export async function openClass(location: string, workFolder: string): Promise<OpenedClass> {
  const stats = await stat(location).catch((error: unknown) => {
    throw unreadable(location, error);
  });
  if (stats.isDirectory()) return { root: location, faults: [] };
  const fault = faultOfArchive(path.basename(location));
  if (fault !== undefined) throw new GradeError('archive', fault);
  const root = path.join(workFolder, 'class');
  const { faults } = await unzip(location, root, { limits: classLimits, isTolerant: true }).catch(
    (error: unknown) => {
      if (!(error instanceof UnzipError)) throw error;
      const words = `${location} ${error.message}. It should be a folder, or the zip file that Canvas, Moodle or Gradescope gave you.`;
      throw new GradeError('class-zip', words, { cause: error });
    },
  );
  for (const { name } of faults) await leaveMark(root, name);
  return { root, faults };
}

async function leaveMark(root: string, name: string): Promise<void> {
  if (faultOfEntryName(name, classLimits.depth, process.platform === 'win32') !== undefined) return;
  const file = path.join(root, ...name.replace(/\/$/, '').split('/'));
  if ((await lstat(file).catch(() => undefined)) !== undefined) return;
  // Where its folder is a file there is no place for it; the fault itself is kept all the same.
  await mkdir(path.dirname(file), { recursive: true }).then(
    () => writeFile(file, '', { flag: 'wx' }),
    () => {},
  );
}
