import { copyFile, lstat, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PlacedFile } from '../../engine/world.ts';
import type { ProgramPlan } from '../../program/types.ts';
import { copyFolder } from './copy-folder.ts';
import { compiledName } from './folders.ts';

/**
 * Puts a program's files where it will run: a copy of its folder, the folders it expects, and the lab's documents
 * everywhere it may look for them. Links are copied as links: only the sandbox follows them.
 */
export async function stageProgram(
  from: string,
  to: string,
  plan: ProgramPlan,
  files: readonly PlacedFile[],
  keep: boolean,
): Promise<void> {
  if (!keep) await copyFolder(from, to, compiledName);
  for (const folder of plan.folders) await mkdir(path.join(to, plan.cwd, folder), { recursive: true });
  for (const name of plan.readsFilesNamed) await standInFor(name, path.join(to, plan.cwd), to);
  for (const folder of plan.documentFolders) await placeFiles(path.join(to, folder), files);
}

const pictures = /\.(?:png|jpe?g|gif|bmp|ico|webp|pdf|mp3|mp4|zip|docx?)$/i;
/** One transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * A picture that the source opens and that was not handed in, or stands at a place of its author's own machine: one like
 * it, so that the program can go on. What lies in the submission under the same name is taken first.
 */
async function standInFor(name: string, cwd: string, root: string): Promise<void> {
  const target = path.join(cwd, name);
  if (!pictures.test(name) || (await exists(target))) return;
  const own = path.join(cwd, name.split(/[\\/]/).at(-1) ?? name);
  // A link in the submission must not lead it elsewhere.
  if (!(await isInside(path.dirname(target), root))) return;
  await mkdir(path.dirname(target), { recursive: true });
  if (await isFile(own)) await copyFile(own, target);
  else await writeFile(target, pixel);
}

/** Whether what exists of a folder's path is in `root`, links followed. */
async function isInside(folder: string, root: string): Promise<boolean> {
  if (!(await exists(folder))) return isInside(path.dirname(folder), root);
  const real = await realpath(folder).catch(() => '/');
  return !path.relative(await realpath(root), real).startsWith('..');
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

async function isFile(file: string): Promise<boolean> {
  return lstat(file).then(
    (status) => status.isFile(),
    () => false,
  );
}

async function placeFiles(folder: string, files: readonly PlacedFile[]): Promise<void> {
  for (const file of files) {
    const target = path.join(folder, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    // A link in the submission must not lead the document elsewhere.
    await rm(target, { recursive: true, force: true });
    await writeFile(target, file.bytes);
  }
}
