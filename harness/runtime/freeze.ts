import { chmod, lchown, lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { copyTree } from './copy-tree.ts';
import { nobody, runFolderName } from './run-folder.ts';

const mostAttempts = 3;
const leftOut = new Set(['.git', 'node_modules', '__pycache__', '.venv', 'venv', 'grade-report']);

/** Whether a file or folder of this name is no part of what was handed in: made by tools, our own report and run folders among them. */
export function isLeftOut(name: string): boolean {
  return leftOut.has(name) || runFolderName.test(name);
}

/**
 * Copies a submission to where slots can read it, whatever rights its files came with. From here on it does not change.
 * Links stay links, sockets and devices are left out.
 */
export async function freezeSubmission(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await rm(to, { recursive: true, force: true });
    try {
      await copyTree(from, to, (name) => !isLeftOut(name));
      break;
    } catch (error) {
      // An editor that saves just now makes and renames files, between our reading of a folder and of what is in it.
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isGone || attempt === mostAttempts) throw error;
    }
  }
  await handOver(to);
}

/** Slots of a run that was started by root are nobody's. */
async function handOver(file: string): Promise<void> {
  const stats = await lstat(file);
  if (process.getuid?.() === 0) await lchown(file, nobody, nobody);
  if (stats.isSymbolicLink()) return;
  await chmod(file, stats.mode | (stats.isDirectory() ? 0o700 : 0o600));
  if (!stats.isDirectory()) return;
  for (const name of await readdir(file)) await handOver(path.join(file, name));
}
