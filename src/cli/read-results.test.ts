import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixtureResults } from '../../reports/testing/fixture-results.ts';
import { readResults } from './read-results.ts';

const results = fixtureResults();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'results-'));
  file = path.join(folder, 'results.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('reads the file, and the file in the folder of a report', async () => {
  await writeFile(file, JSON.stringify(results));
  expect(await readResults(file)).toEqual(results);
  expect(await readResults(folder)).toEqual(results);
});

it.each([
  ['{"schema": "grade/res', /is no result of a run: it is no JSON \(/],
  ['', /it is no JSON/],
  ['[]', /it is no document of the schema grade\/results\/v1\. It should be the results\.json in the folder/],
  [JSON.stringify({ ...results, schema: 'grade/results/v0' }), /its schema is not grade\/results\/v1/],
  [JSON.stringify({ ...results, run: { ...results.run, seed: 7 } }), /its field run\.seed is wrong \(/],
])('says in one sentence what is wrong with %.30j', async (text, words) => {
  await writeFile(file, text);
  await expect(readResults(file)).rejects.toThrow(words);
  await expect(readResults(file)).rejects.toMatchObject({ code: 'no-results' });
});

it('says that there is none', async () => {
  await expect(readResults(path.join(folder, 'nowhere'))).rejects.toThrow(
    /^Cannot read .*nowhere: it does not exist/,
  );
  await expect(readResults(folder)).rejects.toThrow(/^Cannot read /);
});
