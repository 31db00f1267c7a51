import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError } from '../../harness/runtime/errors.ts';

/** One student's files for one lab. */
export interface Submission {
  readonly student: string;
  readonly lab: string;
  /** A folder, or one file of a program. Absolute. */
  readonly location: string;
}

/** Submissions of a class, and the folders that belong to no lab. */
export interface FoundSubmissions {
  readonly submissions: readonly Submission[];
  /** `<student>/<folder>` that is named like no lab. */
  readonly strangers: readonly string[];
}

/**
 * Reads `folder/<student>/<lab>/...`.
 * @throws EnvironmentError when the folder cannot be read
 */
export async function findSubmissions(folder: string, labIds: readonly string[]): Promise<FoundSubmissions> {
  const submissions: Submission[] = [];
  const strangers: string[] = [];
  for (const student of await subfolders(folder)) {
    for (const lab of await subfolders(path.join(folder, student))) {
      const location = path.join(folder, student, lab);
      if (labIds.includes(lab)) submissions.push({ student, lab, location });
      else strangers.push(`${student}/${lab}`);
    }
  }
  return { submissions, strangers };
}

async function subfolders(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
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

/** A hash of all names and bytes of a submission: what has not changed need not run again. */
export async function hashSubmission(location: string): Promise<string> {
  const hash = createHash('sha256');
  await addToHash(hash, location, '.');
  return hash.digest('hex');
}

async function addToHash(hash: ReturnType<typeof createHash>, file: string, name: string): Promise<void> {
  const stats = await lstat(file);
  if (stats.isSymbolicLink()) hash.update(`link ${name} ${await readlink(file)}\n`);
  else if (stats.isFile()) hash.update(`file ${name} ${stats.size}\n`).update(await readFile(file));
  else if (stats.isDirectory()) {
    hash.update(`folder ${name}\n`);
    for (const child of (await readdir(file)).sort())
      await addToHash(hash, path.join(file, child), `${name}/${child}`);
  }
}
