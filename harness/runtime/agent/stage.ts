import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PlacedFile } from '../../engine/world.ts';
import type { ProgramPlan } from '../../program/types.ts';

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
  if (!keep) {
    await rm(to, { recursive: true, force: true });
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  }
  for (const folder of plan.folders) await mkdir(path.join(to, plan.cwd, folder), { recursive: true });
  for (const folder of plan.documentFolders) await placeFiles(path.join(to, folder), files);
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
