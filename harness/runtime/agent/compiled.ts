import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ProgramPlan } from '../../program/types.ts';
import { copyFolder } from './copy-folder.ts';
import type { HostCommand } from './program-host.ts';

/**
 * What Node compiled of a program when it was prepared, for its other starts: to strip the types of a program of twenty
 * files, and compile them, keeps a processor busy three times as long as all else until it listens.
 * @see https://nodejs.org/docs/latest-v24.x/api/module.html#module-compile-cache
 */
export type Compiled = NonNullable<HostCommand['compiled']>;

/** In the folder of a built program; no program finds it in its own. */
export const compiledName = '.grade-compiled';

const mostBytes = 16 << 20;

/** An empty folder for Node to write to; undefined for what runs on something else. */
export async function newCompiled(plan: ProgramPlan, workFolder: string): Promise<Compiled | undefined> {
  if (!plan.needs.includes('node')) return undefined;
  const folder = path.join(workFolder, 'compiled');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return { folder, mayWrite: true };
}

/** Puts what was written beside the built program. More than Node would write of any program is left. */
export async function keepCompiled({ folder }: Compiled, builtFolder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const sizes = entries.map(({ parentPath, name }) => lstat(path.join(parentPath, name)));
  const bytes = (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
  if (bytes <= mostBytes) await copyFolder(folder, path.join(builtFolder, compiledName));
}

/** What was kept of a program, to be read alone. */
export async function compiledBefore(builtFolder: string): Promise<Compiled | undefined> {
  const folder = path.join(builtFolder, compiledName);
  // A link would be followed where no sandbox holds it back.
  const isThere = await lstat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isThere ? { folder, mayWrite: false } : undefined;
}
