import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetSeed, lastSeed, rememberSeed } from './last-seed.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'last-seed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is that of the run that was killed, then that of the last results, else none', async () => {
  expect(await lastSeed(folder)).toBeUndefined();
  await writeFile(path.join(folder, 'results.json'), JSON.stringify({ run: { seed: 'finished' } }));
  expect(await lastSeed(folder)).toBe('finished');
  await rememberSeed(folder, 'killed');
  expect(await lastSeed(folder)).toBe('killed');
  await forgetSeed(folder);
  expect(await lastSeed(folder)).toBe('finished');
});

it.each(['{"seed": "ab', 'null', '5', '{"seed": 5}', '{"run": null}'])(
  'takes %s for nothing',
  async (text) => {
    await writeFile(path.join(folder, 'unfinished.json'), text);
    await writeFile(path.join(folder, 'results.json'), text);
    expect(await lastSeed(folder)).toBeUndefined();
  },
);
