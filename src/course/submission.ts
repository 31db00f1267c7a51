import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError } from '../../harness/runtime/errors.ts';
import { isLeftOut } from '../../harness/runtime/freeze.ts';
import type { SubmissionFacts } from '../../reports/schema.ts';

/** One student's files for one lab. */
export interface Submission {
  readonly student: string;
  readonly lab: string;
  /** A folder, or one file of a program. Absolute. */
  readonly location: string;
  /** Whose it is, when `student` is the name of one of several attempts that are all graded. */
  readonly person?: string;
  readonly facts?: SubmissionFacts;
  /** A sentence, for what cannot be graded and is known before anything is run. */
  readonly unusableBecause?: string;
}

/** One sentence for a folder or file that cannot be read. */
export function unreadable(location: string, error: unknown): EnvironmentError {
  const code = (error as NodeJS.ErrnoException).code;
  const why =
    code === 'ENOENT'
      ? 'it does not exist; check the path'
      : code === 'ENOTDIR'
        ? 'it is a file, not a folder'
        : code === 'EACCES'
          ? 'you may not read it; check its permissions'
          : String(code ?? error);
  return new EnvironmentError('unreadable', `Cannot read ${location}: ${why}.`);
}

/** A hash of all names and bytes of a submission that are graded: what has not changed need not run again. */
export async function hashSubmission(location: string): Promise<string> {
  const hash = createHash('sha256');
  await addToHash(hash, location, '.');
  return hash.digest('hex');
}

async function addToHash(hash: ReturnType<typeof createHash>, file: string, name: string): Promise<void> {
  const stats = await lstat(file);
  if (stats.isSymbolicLink()) hash.update(`link ${name} ${await readlink(file)}\n`);
  else if (stats.isFile()) {
    const bytes = await readFile(file);
    hash.update(`file ${name} ${bytes.length}\n`).update(bytes);
  } else if (stats.isDirectory()) {
    hash.update(`folder ${name}\n`);
    const children = (await readdir(file)).filter((child) => !isLeftOut(child));
    for (const child of children.sort()) {
      // An editor that saves just now makes and renames files: what is gone by now was none of the program's.
      await addToHash(hash, path.join(file, child), `${name}/${child}`).catch(unlessGone);
    }
  }
}

function unlessGone(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
