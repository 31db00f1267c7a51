import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { appFolder } from '../product-paths.ts';
import type { ImageRecipe } from './image-recipe.ts';

/** What goes into an image: sources of ours, and folders of npm packages. Relative to the product's top folder. */
export interface ImageFiles {
  readonly sources: readonly string[];
  readonly packages: readonly string[];
  /** Hash of the sources and of the packages' versions, in hex. */
  readonly hash: string;
}

const leftOut = /\.test\.ts$|\/testing\/|\.md$|^labs\/[^/]+\/(program|starter)\/|^harness\/runtime\/docker\//;

/** The same image files for the same product, in the same order. */
export async function findImageFiles(recipe: ImageRecipe): Promise<ImageFiles> {
  const lock = await readLock();
  const packages = withDependencies(lock, recipe.packages);
  const found = await Promise.all(recipe.sources.map(filesBelow));
  const sources = found
    .flat()
    .filter((file) => !leftOut.test(file))
    .sort();
  const hash = createHash('sha256');
  for (const file of sources) hash.update(`${file}\0`).update(await readFile(path.join(appFolder, file)));
  for (const name of packages) hash.update(`${name}\0${lock[name]?.version}\0`);
  return { sources, packages, hash: hash.digest('hex') };
}

/** The file itself, or all files below the folder. */
async function filesBelow(name: string): Promise<string[]> {
  const top = path.join(appFolder, name);
  if ((await lstat(top)).isFile()) return [name];
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(appFolder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
}

/** Entries of package-lock.json by their folder. */
type Lock = Readonly<
  Record<string, { readonly version?: string; readonly dependencies?: Record<string, string> }>
>;

async function readLock(): Promise<Lock> {
  const text = await readFile(path.join(appFolder, 'package-lock.json'), 'utf8');
  return (JSON.parse(text) as { readonly packages: Lock }).packages;
}

/** Folders of these packages and of all that they need. */
function withDependencies(lock: Lock, names: readonly string[]): readonly string[] {
  const found = new Set(names.map((name) => `node_modules/${name}`));
  for (const folder of found) {
    for (const name of Object.keys(lock[folder]?.dependencies ?? {})) found.add(resolve(lock, folder, name));
  }
  return [...found].sort();
}

/** Where Node.js finds a package from the folder of another one: there, or further up. */
function resolve(lock: Lock, from: string, name: string): string {
  for (let at = from; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const candidate = `${at}/node_modules/${name}`;
    if (lock[candidate]) return candidate;
  }
  return `node_modules/${name}`;
}
