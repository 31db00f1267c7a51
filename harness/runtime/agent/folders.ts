import path from 'node:path';

/** The folder of a slot in which one program runs at a time. */
export function programFolder(workFolder: string): string {
  return path.join(workFolder, 'program');
}

/** Where a built program has what was compiled ahead of it; no program finds that in its own folder. */
export function compiledFolder(builtFolder: string): string {
  return path.join(builtFolder, compiledName);
}

export const compiledName = '.grade-compiled';
