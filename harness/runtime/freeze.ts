import { chmod, cp, lchown, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { nobody } from './run-folder.ts';

const mostAttempts = 3;
const leftOut = new Set(['.git', 'node_modules', '__pycache__', '.venv', 'venv', 'grade-report']);

/** Whether a file or folder of this name is no part of what was handed in: made by tools, our own report among them. */
export function isLeftOut(name: string): boolean {
  return leftOut.has(name);
}

/**
 * Copies a submission to where slots can read it, whatever rights its files came with. From here on it does not change.
 * Links stay links, sockets and devices are left out.
 */
export async function freezeSubmission(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      await copyPlain(from, to);
      break;
    } catch (error) {
      // An editor that saves just now makes and renames files, between our reading of a folder and of what is in it.
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isGone || attempt === mostAttempts) throw error;
      await rm(to, { recursive: true, force: true });
    }
  }
  await handOver(to);
}

function copyPlain(from: string, to: string): Promise<void> {
  return cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: async (source) => {
      const stats = await lstat(source);
      const isPlain = stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
      return isPlain && (source === from || !isLeftOut(path.basename(source)));
    },
  });
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
