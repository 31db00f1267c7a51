import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Top folder of the product. */
export const appFolder = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** The folder that holds the `raw-socket` package and nothing else is what programs see as NODE_PATH. */
export function rawSocketFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('raw-socket/package.json'));
}

/** The folder of the Node.js that runs now, with its `bin`. */
export function nodePrefix(): string {
  return path.dirname(path.dirname(process.execPath));
}

/** Where Node keeps compiled modules, below the product's folder; `toolchain/bring.sh` says so too. */
export const compileCache = 'node_modules/.cache/compile';
