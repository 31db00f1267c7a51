import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixtureResults } from '../../reports/testing/fixture-results.ts';
import { fillCanvas } from './export-canvas.ts';

const results = fixtureResults();
const oneLab = { ...results, labs: results.labs.slice(2) };
let folder: string;
let template: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canvas-'));
  template = path.join(folder, 'export.csv');
  await writeFile(template, 'Student,ID,SIS Login ID,Section,Lab 4 (7)\nAda,501,ada.lovelace,A,\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('takes a column for the only lab, or for the lab that is named', async () => {
  for (const [given, assignment] of [
    [oneLab, 'Lab 4 (7)'],
    [results, 'proxy=Lab 4 (7)'],
  ] as const) {
    const { files } = await fillCanvas(given, { template, assignment: [assignment] });
    expect(files[0]?.content).toContain('ada.lovelace,A,90\n');
  }
});

it.each([
  [{ assignment: [] }, /Which gradebook is to be filled\?/],
  [{ template: '/nowhere/export.csv', assignment: [] }, /Cannot read \/nowhere\/export\.csv/],
  [
    { assignment: ['Lab 4 (7)'] },
    /Write --assignment 'LAB=Lab 4 \(7\)'; there are: web-server, udp-pinger, proxy/,
  ],
  [
    { assignment: ['proxy=Lab 5'] },
    /Cannot fill .*export\.csv: There is no column Lab 5\. There are: Lab 4 \(7\)\./,
  ],
])('%j is answered with what to do', async (options, words) => {
  const hasTemplate = 'template' in options || options.assignment.length === 0;
  const all = hasTemplate ? options : { template, ...options };
  await expect(fillCanvas(results, all)).rejects.toThrow(words);
});

it('says what is wrong with a file that is no table', async () => {
  await writeFile(template, 'Student,ID\n"never closed');
  await expect(fillCanvas(results, { template, assignment: [] })).rejects.toThrow(
    /Cannot fill .*: Quote Not Closed/,
  );
});
