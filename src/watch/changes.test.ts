import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Changes } from './changes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'grade-changes-'));
  await mkdir(path.join(folder, 'pages'));
  await writeFile(path.join(folder, 'server.py'), 'one');
  await writeFile(path.join(folder, 'other.py'), 'one');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string) => path.join(folder, name);

function openOn(location: string): Promise<Changes> {
  return Changes.open({ location, leftOut: [inFolder('grade-report')] });
}

test('saves that come together are told together', async () => {
  await using changes = await openOn(folder);
  const told = changes.next();
  await writeFile(inFolder('server.py'), 'two');
  await writeFile(inFolder('pages/index.html'), 'new');
  expect((await told).toSorted()).toEqual([path.join('pages', 'index.html'), 'server.py']);
});

test('a save that nobody waited for yet is told to the next who asks', async () => {
  await using changes = await openOn(folder);
  await writeFile(inFolder('server.py'), 'two');
  expect(await changes.next()).toEqual(['server.py']);
});

/** As editors save: beside the file, then in its place. */
async function saveByRename(file: string): Promise<void> {
  await writeFile(`${file}~`, 'new');
  await rename(`${file}~`, file);
}

test.each([
  ['by renaming', saveByRename],
  [
    'by deleting and making it again',
    async (file: string) => {
      await rm(file);
      await writeFile(file, 'new');
    },
  ],
  ['by setting its time', (file: string) => utimes(file, new Date(), new Date(Date.now() + 5_000))],
])('a file is saved %s, twice, in a folder and by itself', async (_how, save) => {
  await using inAll = await openOn(folder);
  await using alone = await openOn(inFolder('server.py'));
  for (let round = 0; round < 2; round += 1) {
    const told = [inAll.next(), alone.next()];
    await save(inFolder('server.py'));
    for (const names of await Promise.all(told)) expect(names).toEqual(['server.py']);
  }
});

test('what is no source is not told, nor the neighbours of a single file', async () => {
  await using changes = await openOn(folder);
  await using alone = await openOn(inFolder('server.py'));
  const told = [changes.next(), alone.next()];
  for (const name of ['grade-report', '.git', 'node_modules', '__pycache__', '.cache', 'cache']) {
    await mkdir(inFolder(name));
    await writeFile(inFolder(`${name}/file.py`), 'x');
  }
  for (const name of ['.server.py.swp', 'server.py~', '4913', '.#server.py', '#server.py#']) {
    await writeFile(inFolder(name), 'x');
  }
  await writeFile(inFolder('server.py'), 'two');
  expect(await Promise.all(told)).toEqual([['server.py'], ['server.py']]);
});

test('a place that is not there is said', async () => {
  await expect(openOn(inFolder('nowhere'))).rejects.toThrow(/Cannot read .*nowhere: it does not exist/);
});
