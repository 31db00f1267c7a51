import { readFileSync } from 'node:fs';
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
