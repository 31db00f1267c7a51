import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyTree } from './copy-tree.ts';
import { freezeSubmission } from './freeze.ts';

let folder: string;
let from: string;
let to: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'copy-tree-'));
  from = path.join(folder, 'from');
  to = path.join(folder, 'to');
  await mkdir(path.join(from, 'lib', 'deep'), { recursive: true });
  await writeFile(path.join(from, 'lib', 'deep', 'a.txt'), 'a');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

it('copies files and folders with their rights', async () => {
  await writeFile(path.join(from, 'server.py'), 'print()\n');
  await chmod(path.join(from, 'server.py'), 0o767);
  await chmod(path.join(from, 'lib'), 0o777);
  await copyTree(from, to);
  expect(await readFile(path.join(to, 'lib', 'deep', 'a.txt'), 'utf8')).toBe('a');
  expect((await stat(path.join(to, 'server.py'))).mode & 0o777).toBe(0o767);
  expect((await stat(path.join(to, 'lib'))).mode & 0o777).toBe(0o777);
});

it('copies links as they are written, and leaves out sockets and what is not wanted', async () => {
  await writeFile(path.join(from, 'lib', 'left'), '');
  await writeFile(path.join(from, 'left'), '');
  await symlink('/etc/hostname', path.join(from, 'link'));
  await symlink('nowhere', path.join(from, 'broken'));
  await using listener = createServer().listen(path.join(from, 'socket'));
  await once(listener, 'listening');
  await copyTree(from, to, (name, inFolder) => name !== 'left' || inFolder !== '');
  expect((await readdir(to)).sort()).toEqual(['broken', 'lib', 'link']);
  expect((await readdir(path.join(to, 'lib'))).sort()).toEqual(['deep', 'left']);
  expect(await readlink(path.join(to, 'link'))).toBe('/etc/hostname');
  expect(await readlink(path.join(to, 'broken'))).toBe('nowhere');
});

it('copies one file, and one link', async () => {
  await copyTree(path.join(from, 'lib', 'deep', 'a.txt'), path.join(folder, 'b.txt'));
  expect(await readFile(path.join(folder, 'b.txt'), 'utf8')).toBe('a');
  await symlink('from', path.join(folder, 'link'));
  await copyTree(path.join(folder, 'link'), to);
  expect(await readlink(to)).toBe('from');
});

it('leaves out itself where it is made within what is copied', async () => {
  await copyTree(from, path.join(from, 'lib', 'copy'));
  expect(await readdir(path.join(from, 'lib', 'copy'), { recursive: true })).toEqual(
    expect.arrayContaining(['lib', 'lib/deep', 'lib/deep/a.txt']),
  );
  expect(await readdir(path.join(from, 'lib', 'copy', 'lib'))).toEqual(['deep']);
});

it.each(['a folder', 'a link'])('does not write into %s that is there', async (kind) => {
  const elsewhere = path.join(folder, 'elsewhere');
  await mkdir(elsewhere);
  if (kind === 'a link') await symlink(elsewhere, to);
  else await mkdir(to);
  await expect(copyTree(from, to)).rejects.toThrow('EEXIST');
  expect(await readdir(elsewhere)).toEqual([]);
});

it.each(['a file', 'a folder'])('follows no link that comes in the place of %s', async (kind) => {
  const secret = path.join(folder, 'secret');
  await mkdir(secret);
  await writeFile(path.join(secret, 'a.txt'), 'secret');
  const [replaced, target] = kind === 'a file' ? ['a.txt', path.join(secret, 'a.txt')] : ['deep', secret];
  const replace = (name: string, inFolder: string) => {
    if (name !== replaced) return true;
    const place = path.join(from, inFolder, name);
    rmSync(place, { recursive: true });
    symlinkSync(target, place);
    return true;
  };
  await expect(copyTree(from, to, replace)).rejects.toThrow(kind === 'a file' ? 'ELOOP' : 'ENOTDIR');
  expect(await readdir(to, { recursive: true })).not.toContain('lib/deep/a.txt');
});

it('reads on in the folder that it found, whatever stands in its place', async () => {
  const elsewhere = path.join(folder, 'elsewhere');
  await mkdir(path.join(elsewhere, 'deep'), { recursive: true });
  await writeFile(path.join(elsewhere, 'deep', 'a.txt'), 'secret');
  await copyTree(from, to, (name) => {
    if (name !== 'a.txt') return true;
    renameSync(path.join(from, 'lib'), path.join(folder, 'moved'));
    symlinkSync(elsewhere, path.join(from, 'lib'));
    return true;
  });
  expect(await readFile(path.join(to, 'lib', 'deep', 'a.txt'), 'utf8')).toBe('a');
});

it('waits for nobody at a pipe, also when one comes in the place of a file', async () => {
  execFileSync('mkfifo', [path.join(from, 'pipe')]);
  await copyTree(from, to, (name, inFolder) => {
    if (name !== 'a.txt') return true;
    rmSync(path.join(from, inFolder, name));
    execFileSync('mkfifo', [path.join(from, inFolder, name)]);
    return true;
  });
  expect((await readdir(to, { recursive: true })).sort()).toEqual(['lib', 'lib/deep']);
});

it('freezes no folders of runs where temporary files are in what was handed in, and others of such a name', async () => {
  vi.stubEnv('TMPDIR', from);
  for (const name of ['grade-run-17-x', 'lib/grade-run-17-x']) await mkdir(path.join(from, name));
  await freezeSubmission(from, to);
  expect((await readdir(to, { recursive: true })).sort()).toEqual([
    'lib',
    'lib/deep',
    'lib/deep/a.txt',
    'lib/grade-run-17-x',
  ]);
});

it('freezes again to the same place, without what tools made', async () => {
  await mkdir(path.join(from, 'node_modules', 'left'), { recursive: true });
  await symlink('lib', path.join(from, 'link'));
  for (const text of ['old', 'new']) {
    await writeFile(path.join(from, 'main.py'), text);
    await freezeSubmission(from, to);
    expect(await readFile(path.join(to, 'main.py'), 'utf8')).toBe(text);
  }
  expect((await readdir(to)).sort()).toEqual(['lib', 'link', 'main.py']);
});
