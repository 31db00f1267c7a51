import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { release } from 'node:os';
import path from 'node:path';
import { appFolder } from '../../harness/runtime/product-paths.ts';

const { version } = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8')) as {
  readonly version: string;
};

export const productVersion: string = version;

/** What a verdict may depend on besides the submission. */
export function versionsHere(): Record<string, string> {
  return { grade: version, node: process.version, kernel: release() };
}

/** Where the code lies that verdicts and evidence come from. */
const codeFolders: readonly string[] = ['src', 'harness', 'labs', 'containers', 'reports'];

let digest: string | undefined;

/**
 * Tells one state of the code from another, by the sizes and times of its files: with a newer checkout, or a check that its author has
 * just mended, nothing stored is used again. Takes some 20 ms, once.
 */
export function codeDigest(): string {
  digest ??= digestOf(codeFolders.map((folder) => path.join(appFolder, folder)));
  return digest;
}

/** @param folders absolute; one that is not there is empty */
export function digestOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  const files = folders.filter((folder) => existsSync(folder)).flatMap(codeFilesOf);
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function codeFilesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|py|c|js|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
