import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findSubmissions, hashSubmission } from './find-submissions.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'find-submissions-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('finds a folder for each student and lab, and tells of folders that are named like no lab', async () => {
  await mkdir(path.join(folder, 'anna/proxy'), { recursive: true });
  await mkdir(path.join(folder, 'ben/proxi'), { recursive: true });
  await mkdir(path.join(folder, '.git/proxy'), { recursive: true });
  await writeFile(path.join(folder, 'README.md'), '');
  expect(await findSubmissions(folder, ['proxy'])).toEqual({
    submissions: [{ student: 'anna', lab: 'proxy', location: path.join(folder, 'anna/proxy') }],
    strangers: ['ben/proxi'],
  });
});

test('says in a sentence that a folder is missing', async () => {
  await expect(findSubmissions(path.join(folder, 'nothing'), [])).rejects.toThrow(/does not exist/);
});

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
