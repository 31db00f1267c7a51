import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { transcriptReader } from '../read-transcript.ts';
import type { Results } from '../schema.ts';
import { fixtureResults, fixtureRun, hostileResults } from '../testing/fixture-results.ts';
import { tagsOf } from '../testing/tags.ts';
import { writeHtmlReport } from './write-html-report.ts';

const none = async () => undefined;

async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), 'grade-html-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function expectLinksResolve(pagePath: string): Promise<string[]> {
  const links = tagsOf(await readFile(pagePath, 'utf8'))
    .flatMap(({ attributes }) => attributes.href ?? [])
    .filter((href) => href.endsWith('.html'));
  for (const link of links) expect((await stat(join(dirname(pagePath), link))).isFile()).toBe(true);
  return links;
}

it('writes a page for each lab run, and every link between them leads to a file', async () => {
  await using folder = await makeFolder();
  const results: Results = fixtureRun([
    ...fixtureResults().labRuns,
    ...hostileResults('../../escape').labRuns,
    ...hostileResults('ADA.lovelace').labRuns,
  ]);
  await writeHtmlReport(folder.path, results, none);
  const links = await expectLinksResolve(join(folder.path, 'index.html'));
  expect(new Set(links).size).toBe(results.labRuns.length);
  for (const link of new Set(links)) await expectLinksResolve(join(folder.path, link));
});

it('makes the page of a single submission the index', async () => {
  await using folder = await makeFolder();
  await writeHtmlReport(folder.path, hostileResults('ada'), none);
  const page = await readFile(join(folder.path, 'index.html'), 'utf8');
  expect(page).toContain('Caching proxy');
  expect(page).toContain('href="ada/proxy/basics.json"');
  expect(await expectLinksResolve(join(folder.path, 'index.html'))).toEqual([]);
});

it('reads transcripts only from inside the folder', async () => {
  await using folder = await makeFolder();
  const [labRun] = fixtureResults().labRuns;
  const scenario = labRun?.scenarios[0];
  if (!labRun || !scenario) throw new Error('The fixture has scenarios');
  const read = transcriptReader(folder.path);
  expect(await read(labRun, scenario)).toBeUndefined();
  await expect(read(labRun, { ...scenario, transcript: '../outside.json' })).rejects.toThrow(/outside/);
  await writeFile(join(folder.path, 'broken.json'), '{}');
  await expect(read(labRun, { ...scenario, transcript: 'broken.json' })).rejects.toThrow(/schema/);
});
