import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** What `grade lab` and `grade export` need of the product, without its packages. */
const neededFiles = ['LICENSE', 'grade', 'package-lock.json', 'package.json'];
const neededFolders = ['containers', 'harness', 'labs', 'reports', 'src', 'toolchain'];

/** Whoever can read the autograder shall find no finished program in it, right or wrong. */
const finishedProgram = /^labs\/[^/]+\/(program|starter|(mutants|variants)\/[^/]+)\//;
const leftOut = /(^|\/)(node_modules|\.[^/]*)(\/|$)|\.test\.ts$/;

/**
 * The files of the product that go where it is to grade, in a fixed order, with `/`.
 * @param folder of the product
 */
export async function productFiles(folder: string): Promise<readonly string[]> {
  const found = await Promise.all(neededFolders.map((name) => filesBelow(folder, name)));
  return [...neededFiles, ...found.flat()].sort();
}

async function filesBelow(folder: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(folder, name), { withFileTypes: true });
  const files = entries.map(async (entry) => {
    const inside = `${name}/${entry.name}`;
    if (leftOut.test(inside)) return [];
    if (entry.isDirectory()) return finishedProgram.test(`${inside}/`) ? [] : filesBelow(folder, inside);
    return entry.isFile() ? [inside] : [];
  });
  return (await Promise.all(files)).flat();
}
