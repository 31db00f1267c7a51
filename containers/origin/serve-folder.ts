import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { OriginObject } from './script.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.txt': 'text/plain',
  '.css': 'text/css',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** An object for each file under a folder, cacheable for ten minutes and answering conditionally. */
export async function objectsOf(folder: string): Promise<OriginObject[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => {
        const path = join(file.parentPath, file.name);
        return objectOf(`/${relative(folder, path).split(sep).join('/')}`, await readFile(path));
      }),
  );
}

function objectOf(path: string, body: Uint8Array): OriginObject {
  return {
    path,
    headers: [
      ['Content-Type', TYPES[extname(path)] ?? 'application/octet-stream'],
      ['Cache-Control', 'max-age=600'],
      ['ETag', `"${createHash('sha1').update(body).digest('hex')}"`],
    ],
    body,
    answersConditionally: true,
  };
}

/** What there is to fetch without a folder: a page, one that must not be kept, a slow one and a broken one. */
export function demoObjects(): OriginObject[] {
  const page = Buffer.from('<html><body><h1>It works</h1></body></html>\n');
  return [
    objectOf('/', page),
    objectOf('/index.html', page),
    { path: '/private', headers: [['Cache-Control', 'no-store']], body: page },
    { path: '/slow', delayMs: 3_000, body: page },
    { path: '/broken', bodyLength: 100_000, breakAfterBytes: 50_000 },
    { path: '/large', bodyLength: 20 * 2 ** 20 },
    { path: '/chunked', framing: 'chunked', body: page },
  ];
}
