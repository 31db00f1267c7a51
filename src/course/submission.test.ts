import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSubmission } from './submission.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'submission-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the hash follows bytes, names and links, and nothing else', async () => {
  const file = path.join(folder, 'a.py');
  await writeFile(file, 'print(1)');
  const first = await hashSubmission(folder);
  await writeFile(file, 'print(1)');
  expect(await hashSubmission(folder)).toBe(first);
  await symlink('/nowhere', path.join(folder, 'link'));
  const withLink = await hashSubmission(folder);
  expect(withLink).not.toBe(first);
  await writeFile(file, 'print(2)');
  expect(await hashSubmission(folder)).not.toBe(withLink);
});

test('the hash does not follow what tools make: packages, caches, our own report', async () => {
  await writeFile(path.join(folder, 'a.py'), 'print(1)');
  const before = await hashSubmission(folder);
  for (const name of ['grade-report', '__pycache__', 'node_modules']) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'made'), 'x');
  }
  expect(await hashSubmission(folder)).toBe(before);
});

test('an editor that saves at the same time does not disturb it', async () => {
  const file = path.join(folder, 'a.py');
  await writeFile(file, 'print(1)');
  let isDone = false;
  const saving = (async () => {
    while (!isDone) {
      await writeFile(`${file}~`, 'print(1)');
      await rename(`${file}~`, file);
    }
  })();
  for (let round = 0; round < 200; round++) expect(await hashSubmission(folder)).toMatch(/^[0-9a-f]{64}$/);
  isDone = true;
  await saving;
});

test('what is not there has no hash', async () => {
  await expect(hashSubmission(path.join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
});
