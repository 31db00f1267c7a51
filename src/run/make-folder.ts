import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError } from '../../harness/runtime/errors.ts';

/**
 * Makes a folder and those above it, one by one: Node's own `recursive` never returns below /proc.
 * @throws EnvironmentError when it cannot be made or is a file
 */
export async function makeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  if (found !== undefined) throw unwritable(folder, 'it is a file, not a folder');
  if (path.dirname(folder) !== folder) await makeFolder(path.dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw unwritable(folder, error.code ?? String(error));
  });
}

function unwritable(folder: string, why: string): EnvironmentError {
  return new EnvironmentError(
    'unwritable',
    `Cannot make the folder ${folder} (${why}); choose another place for the report with --out.`,
  );
}
