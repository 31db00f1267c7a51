import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const prefix = 'grade-run-';
const ownerFile = 'owner.pid';
/** The user that slots run as when `grade` is started as root. */
export const nobody = 65_534;

/** A folder of this run, shared with its slots: frozen submissions and what was built from them. */
export async function createRunFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), prefix));
  await writeFile(path.join(folder, ownerFile), String(process.pid));
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
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  const swept: string[] = [];
  for (const name of names) {
    const folder = path.join(tmpdir(), name);
    if (await isOwned(folder)) continue;
    await rm(folder, { recursive: true, force: true }).then(
      () => swept.push(folder),
      () => {}, // Somebody else's: not ours to remove.
    );
  }
  return swept;
}

async function isOwned(folder: string): Promise<boolean> {
  const pid = Number(await readFile(path.join(folder, ownerFile), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
