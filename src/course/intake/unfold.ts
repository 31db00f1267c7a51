import { constants, copyFile, lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { GradeError } from '../../../harness/runtime/errors.ts';
import { unzip } from '../unzip/unzip.ts';
import { UnzipError } from '../unzip/unzip-error.ts';
import { studentLimits } from '../unzip/unzip-limits.ts';
import { faultOfArchive, isZip } from './archive.ts';
import { entriesOf } from './folder-entries.ts';
import type { HandedInFile } from './hand-in.ts';

const deepest = 3;

/** What was handed in, as a folder. */
export interface Unfolded {
  /** Absolute. */
  readonly folder: string;
  readonly leftOut: readonly string[];
}

/**
 * Makes a folder of what was handed in: a folder stays where it is, files are copied, and a zip file that is all there
 * is gets unpacked, as does one in it. A zip among other files stays what it is: it may be content of a server.
 * @param stage a folder that is not there yet, for this hand-in alone
 * @throws GradeError whose message is one sentence for instructor and student
 */
export async function unfold(files: readonly HandedInFile[], stage: string): Promise<Unfolded> {
  const [only] = files;
  if (only === undefined) return { folder: await emptyFolder(stage), leftOut: [] };
  const isFolder = files.length === 1 && (await lstat(only.path)).isDirectory();
  const start = isFolder ? only.path : await gather(files, path.join(stage, 'files'));
  return unpackSole({ folder: start, leftOut: [] }, stage, 1);
}

async function emptyFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}

async function gather(files: readonly HandedInFile[], folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const { path: from, name } of files) {
    // Never through a link.
    if (!(await lstat(from)).isFile()) continue;
    await copyFile(from, path.join(folder, path.basename(name)), constants.COPYFILE_EXCL).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') throw new GradeError('twice', `${name} was handed in twice.`);
        throw error;
      },
    );
  }
  return folder;
}

async function unpackSole(unfolded: Unfolded, stage: string, depth: number): Promise<Unfolded> {
  const [entry, ...others] = await entriesOf(unfolded.folder);
  if (entry === undefined || others.length > 0 || entry.isDirectory()) return unfolded;
  const fault = faultOfArchive(entry.name);
  if (fault !== undefined) throw new GradeError('archive', fault);
  if (!isZip(entry.name)) return unfolded;
  if (depth > deepest) {
    throw new GradeError(
      'nested',
      `${entry.name} is a zip in a zip, ${deepest} deep; ask for one with the files in it.`,
    );
  }
  const target = path.join(stage, `unpacked-${depth}`);
  const { leftOut } = await unzip(path.join(unfolded.folder, entry.name), target, {
    limits: studentLimits,
  }).catch((error: unknown) => {
    if (!(error instanceof UnzipError)) throw error;
    throw new GradeError('unzip', `${entry.name} ${error.message}.`, { cause: error });
  });
  return unpackSole({ folder: target, leftOut: [...unfolded.leftOut, ...leftOut] }, stage, depth + 1);
}
