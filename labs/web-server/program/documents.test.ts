import { mkdtemp, realpath, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDocument } from './document.ts';
import { Documents } from './documents.ts';
import { LIMITS as SMALL } from './small-files.ts';

let root = '';
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'documents-')));
  await writeFile(join(root, 'a.txt'), 'one');
  await writeFile(join(root, 'b.txt'), 'two');
  await writeFile(join(root, 'c.txt'), 'six');
  await symlink('b.txt', join(root, 'link.txt'));
  await writeFile(join(root, 'large.bin'), '');
  await truncate(join(root, 'large.bin'), SMALL.fileBytes + 1);
  // Only what has been left alone for a while is kept in memory.
  await sleep(SMALL.clockStepMs + 100);
});
afterAll(() => rm(root, { recursive: true }));

async function read(documents: Documents, path: string): Promise<Buffer> {
  const { content } = await documents.open(path);
  if (!Buffer.isBuffer(content)) throw new Error(`${path} is not in memory`);
  return content;
}

test('a small file that has not changed comes from memory, also to those who ask at once', async () => {
  const documents = new Documents(root);
  const first = await read(documents, 'a.txt');
  expect(String(first)).toBe('one');
  const [second, third] = await Promise.all([read(documents, 'a.txt'), read(documents, 'a.txt')]);
  expect(second).toBe(first);
  expect(third).toBe(first);
});

test('a file that was written anew is served as it is now, though size and date be the same', async () => {
  const documents = new Documents(root);
  const file = join(root, 'c.txt');
  const then = new Date('2020-01-01T00:00:00Z');
  await utimes(file, then, then);
  await sleep(SMALL.clockStepMs + 100);
  await read(documents, 'c.txt');
  for (const text of ['odd', 'new', 'end']) {
    await writeFile(file, text);
    await utimes(file, then, then);
    expect(String(await read(documents, 'c.txt'))).toBe(text);
  }
});

test('a link that leads elsewhere now, a replaced file and a deleted one are noticed', async () => {
  const documents = new Documents(root);
  expect(String(await read(documents, 'link.txt'))).toBe('two');
  await rm(join(root, 'link.txt'));
  await symlink('a.txt', join(root, 'link.txt'));
  expect(String(await read(documents, 'link.txt'))).toBe('one');
  expect(String(await read(documents, 'b.txt'))).toBe('two');
  await writeFile(join(root, 'next'), 'ten');
  await rename(join(root, 'next'), join(root, 'b.txt'));
  expect(String(await read(documents, 'b.txt'))).toBe('ten');
  await rm(join(root, 'b.txt'));
  await expect(documents.open('b.txt')).rejects.toMatchObject({ status: 404 });
});

test('a large file is left on the disk', async () => {
  const document = await new Documents(root).open('large.bin');
  expect(Buffer.isBuffer(document.content)).toBe(false);
  await closeDocument(document);
});

test('what is kept stays within its size', async () => {
  const files = Array.from({ length: 300 }, (_, index) => `many-${index}.bin`);
  await Promise.all(files.map((file) => writeFile(join(root, file), Buffer.alloc(SMALL.fileBytes))));
  await sleep(SMALL.clockStepMs + 100);
  const documents = new Documents(root);
  const first = new Map<string, Buffer>();
  for (const file of files) first.set(file, await read(documents, file));
  let kept = 0;
  for (const file of files.toReversed()) if ((await read(documents, file)) === first.get(file)) kept += 1;
  expect(kept * SMALL.fileBytes).toBeLessThanOrEqual(SMALL.totalBytes);
  expect(kept).toBeGreaterThan(200);
});
