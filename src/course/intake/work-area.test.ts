import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorkArea } from './work-area.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'work-area-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is gone afterwards, with the folder of a report that was never written', async () => {
  const out = path.join(folder, 'a/out');
  {
    await using work = await openWorkArea(out);
    await writeFile(path.join(work.folder, 'x'), 'x');
    expect(await readdir(out)).toHaveLength(1);
  }
  expect(await readdir(path.join(folder, 'a'))).toEqual([]);
});

it('leaves a report alone, and removes what a killed run left, not what another one uses', async () => {
  const noProcess = 2 ** 22 + 1;
  await mkdir(path.join(folder, `.unpacked-${noProcess}-x/deep`), { recursive: true });
  await mkdir(path.join(folder, `.unpacked-${process.pid}-other`));
  await writeFile(path.join(folder, 'results.json'), '{}');
  {
    await using _work = await openWorkArea(folder);
  }
  expect((await readdir(folder)).sort()).toEqual([`.unpacked-${process.pid}-other`, 'results.json']);
});
