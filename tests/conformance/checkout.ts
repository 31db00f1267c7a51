import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A checkout of somebody else's suite. */
export interface Checkout {
  readonly folder: string;
  /** The commit it stands at, in full; `unknown` where it is a plain copy. */
  readonly commit: string;
}

/**
 * @param file that the suite has, to tell it from another folder
 * @throws Error that says how to get the suite
 */
export async function openCheckout(folder: string, file: string, origin: string): Promise<Checkout> {
  if (!existsSync(join(folder, file)))
    throw new Error(`Opening the suite in ${folder}: there is no ${file}. Get it with: git clone ${origin}`);
  // A folder without its own .git would be answered with the commit of the repository around it.
  const isRepository = existsSync(join(folder, '.git'));
  const commit = isRepository
    ? (await run('git', ['-C', folder, 'rev-parse', 'HEAD'])).stdout.trim()
    : 'unknown';
  return { folder: resolve(folder), commit };
}
