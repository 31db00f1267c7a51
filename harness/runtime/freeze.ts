import { chmod, lchown, lstat, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyTree } from './copy-tree.ts';
import { nobody, runFolderName } from './run-folder.ts';

const mostAttempts = 3;
const leftOut = new Set(['.git', 'node_modules', '__pycache__', '.venv', 'venv', 'grade-report']);

/** What tells that a file or folder was replaced between our reading of a folder and of what is in it. */
const changed = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EINVAL', 'ENXIO']);

/** Whether a file or folder of this name is no part of what was handed in: made by tools, our own report among them. */
export function isLeftOut(name: string): boolean {
  return leftOut.has(name);
}

/**
 * Copies a submission to where slots can read it, whatever rights its files came with. From here on it does not change.
 * Links stay links, sockets and devices are left out.
 */
export async function freezeSubmission(from: string, to: string): Promise<void> {
  const isRunFolder = await runFoldersIn(from);
  for (let attempt = 1; ; attempt++) {
    try {
      await copyTree(from, to, (name, folder) => !isLeftOut(name) && !isRunFolder(name, folder));
      break;
    } catch (error) {
      // What was frozen before is frozen anew. And an editor that saves just now makes and renames files.
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!(code === 'EEXIST' || changed.has(code)) || attempt === mostAttempts) throw error;
      await rm(to, { recursive: true, force: true });
    }
  }
  await handOver(to);
}

/** Where the folder for temporary files is in what was handed in, there are the folders of this run and others. */
async function runFoldersIn(from: string): Promise<(name: string, folder: string) => boolean> {
  const [top, temporary] = await Promise.all([realpath(from), realpath(tmpdir())]);
  return (name, folder) => runFolderName.test(name) && path.join(top, folder) === temporary;
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
