import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unwritable, writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'write-whole-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes the folders above, and leaves nothing but the file', async () => {
  await writeWhole(path.join(folder, 'a/b/c.json'), 'one');
  await writeWhole(path.join(folder, 'a/b/c.json'), 'two');
  expect(await readdir(path.join(folder, 'a/b'))).toEqual(['c.json']);
  expect(await readFile(path.join(folder, 'a/b/c.json'), 'utf8')).toBe('two');
});

it('keeps what was there, and no half of the new, when it cannot write', async () => {
  await mkdir(path.join(folder, 'c.json'));
  await expect(writeWhole(path.join(folder, 'c.json'), 'two')).rejects.toThrow(/c\.json.*--out/);
  expect(await readdir(folder)).toEqual(['c.json']);
});

it('says that a file stands where a folder is needed', async () => {
  await writeFile(path.join(folder, 'ada'), '');
  await expect(writeWhole(path.join(folder, 'ada/proxy/c.json'), 'two')).rejects.toThrow(
    /ada .*is a file, not a folder.*--out/,
  );
});

it('tells a full disk in a sentence, and leaves our own faults alone', () => {
  const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' });
  expect(unwritable('/report/x.json', full)).toMatchObject({
    message: expect.stringMatching(/^Cannot write \/report\/x\.json: the disk is full\. .*--out/),
  });
  const fault = new TypeError('x is not a function');
  expect(unwritable('/report/x.json', fault)).toBe(fault);
});
