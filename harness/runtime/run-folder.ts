import { chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Of the run folders that stand in the folder for temporary files; tells the id of the process whose it is. */
export const runFolderName = /^grade-run-(\d+)-/;
/** The user that slots run as when `grade` is started as root. */
export const nobody = 65_534;

/** A folder of this run, shared with its slots: frozen submissions and what was built from them. Its name tells whose it is. */
export async function createRunFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), `grade-run-${process.pid}-`));
  await mkdir(path.join(folder, 'shared'));
  if (process.getuid?.() === 0) {
    await chown(folder, nobody, nobody);
    await chown(path.join(folder, 'shared'), nobody, nobody);
  }
  return folder;
}

/**
 * Removes what runs left behind that were ended without a chance to tidy up.
 * @returns the folders that were removed
 */
export async function sweepRunFolders(): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const name of await readdir(tmpdir())) {
    const pid = Number(runFolderName.exec(name)?.[1]);
    if (!(pid > 0) || isRunning(pid)) continue;
    const folder = path.join(tmpdir(), name);
    await rm(folder, { recursive: true, force: true }).then(
      () => swept.push(folder),
      () => {}, // Somebody else's: not ours to remove.
    );
  }
  return swept;
}

/** Whether a process of this machine has this id. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
