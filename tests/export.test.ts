import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import type { Results } from '../reports/schema.ts';
import { fixtureResults } from '../reports/testing/fixture-results.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function grade(...args: readonly string[]) {
  const env = {
    ...{ CLASSROOM: 'networks', ASSIGNMENT: 'proxy', SUBMISSION_TAG: 'submit/1', OWNER: 'ada' },
    ...{ COMMIT_URL: 'https://github.com/c', RELEASE_URL: 'https://github.com/r' },
  };
  return execa(path.join(appFolder, 'grade'), args, { cwd: folder, reject: false, env });
}

async function store(name: string, results: Results): Promise<string> {
  const file = path.join(folder, name, 'results.json');
  await mkdir(path.dirname(file));
  await writeFile(file, JSON.stringify(results));
  return file;
}

/** One student, who got a score. */
function oneRun(): Results {
  const results = fixtureResults();
  return { ...results, labRuns: results.labRuns.slice(0, 1) };
}

/** For a class with one student without a score. */
const formats = {
  junit: 'ada.lovelace/proxy/junit.xml',
  gradescope: 'ada.lovelace/proxy/results.json',
  csv: 'scores.csv',
  github: 'summary.md',
  autolab: 'ada.lovelace/proxy/autolab.txt',
  prairielearn: 'ada.lovelace/proxy/results.json',
  ags: 'ada.lovelace/proxy/score.json',
};

test('export writes whole files in every format, and ends with 3 where somebody has no score', async () => {
  await store('report', fixtureResults());
  for (const [format, file] of Object.entries(formats)) {
    const { exitCode, stderr, stdout } = await grade('export', format, 'report');
    expect(stderr).toMatch(/^grade: 1 submission could not be graded, and went out without a score/);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(new RegExp(`^\\d+ files in grade-export/${format}: `));
    expect((await readFile(path.join(folder, 'grade-export', format, file))).length).toBeGreaterThan(50);
  }
  const written = await readdir(folder, { recursive: true });
  expect(written.filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('export canvas fills the gradebook that it is given', async () => {
  await store('report', oneRun());
  const gradebook =
    'Student,ID,SIS Login ID,Section,Web server (1),Proxy (2),Ping: UDP pinger (3)\n"Lovelace, Ada",501,ada.lovelace,A,,5,\n';
  await writeFile(path.join(folder, 'export.csv'), gradebook);
  const { exitCode } = await grade('export', 'canvas', 'report', '--template', 'export.csv', '-o', 'filled');
  const filled = await readFile(path.join(folder, 'filled', 'canvas.csv'), 'utf8');
  expect({ exitCode, filled }).toEqual({ exitCode: 0, filled: gradebook.replace('A,,5', 'A,100,5') });
});

test('export classroom50 leaves no result.json of somebody else where nothing was graded', async () => {
  const { labRuns, ...rest } = oneRun();
  await store('report', { ...rest, labRuns: labRuns.map((each) => ({ ...each, gradable: false })) });
  await writeFile(path.join(folder, 'result.json'), '{"score": 100}');
  const { exitCode, stderr } = await grade('export', 'classroom50', 'report', '--out', '.');
  expect(stderr).toMatch(/No result\.json was written: Not graded/);
  expect(exitCode).toBe(3);
  expect(await readdir(folder)).toEqual(['report']);
});

test.each([
  [['junit', 'nowhere'], /^grade: Cannot read nowhere: it does not exist/],
  [['xml', 'report'], /^grade: .*Allowed choices are junit, gradescope/],
  [
    ['junit', 'report', '--template', 'x'],
    /^grade: --template and --assignment are for canvas, not for junit\.$/,
  ],
  [['github', 'report', '--bonus'], /^grade: github shows points and bonus apart/],
])('export %j says in a sentence what is wrong, and ends with 2', async (args, words) => {
  const { exitCode, stderr } = await grade('export', ...args);
  expect(stderr).toMatch(words);
  expect(exitCode).toBe(2);
});

test('diff ends with 0 where verdicts are the same, with 1 where not, with 2 where there is nothing to read', async () => {
  const results = oneRun();
  const labRuns = results.labRuns.map((labRun) => ({
    ...labRun,
    verdicts: labRun.verdicts.map((each) => ({ ...each, status: 'failed' as const, points: 0 })),
  }));
  await store('first', results);
  await store('second', { ...results, run: { ...results.run, runtime: 'docker', durationMs: 1 } });
  await store('third', { ...results, labRuns });
  const [same, other, json, none] = await Promise.all([
    grade('diff', 'first', 'second/results.json'),
    grade('diff', 'first', 'third'),
    grade('diff', 'first', 'third', '--json'),
    grade('diff', 'first', 'nowhere'),
  ]);
  expect(same.exitCode).toBe(0);
  expect(same.stdout).toContain('runtime namespace → docker');
  expect(other.exitCode).toBe(1);
  expect(other.stdout).toMatch(/web-server\/answers +passed 15 of 15 +failed 0 of 15/);
  expect(JSON.parse(json.stdout)).toMatchObject({ isSame: false, labRuns: [{ student: 'ada.lovelace' }] });
  expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Cannot read nowhere') });
});
