import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNoEngineHere } from '../harness/runtime/docker/engine.ts';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { type LabRun, parseResults, type Results } from '../reports/schema.ts';
import { hashSubmission } from '../src/course/submission.ts';
import {
  classFolder,
  decidedDifferently,
  differences,
  findRunFolder,
  processesAround,
  readExpected,
} from './kit/examples.ts';

const patienceMs = 300_000;
const expectations = await readExpected();

const usual = ['--jobs', '8', '--seed', 'examples', '--json'];
let results: Results;

/** The whole sample class, graded once by the command that an instructor types. */
describe('the sample class', () => {
  let outFolder: string;
  let hashBefore: string;
  let exitCode: number | undefined;
  let runFolder: string | undefined;
  /** How many processes worked for it at some moment of the run. */
  let workers = 0;

  beforeAll(async () => {
    outFolder = await mkdtemp(path.join(tmpdir(), 'grade-examples-'));
    hashBefore = await hashSubmission(classFolder);
    const run = execa(path.join(appFolder, 'grade'), ['all', classFolder, ...usual, '--out', outFolder], {
      reject: false,
      // In time for the run to tidy up after itself.
      timeout: patienceMs - 10_000,
    });
    let isOver = false;
    const ended = run.finally(() => {
      isOver = true;
    });
    while (workers === 0 && !isOver) {
      runFolder = run.pid === undefined ? undefined : await findRunFolder(run.pid);
      if (runFolder !== undefined) workers = (await processesAround(runFolder)).length;
      await setTimeout(50);
    }
    const { stdout, exitCode: status } = await ended;
    exitCode = status;
    results = parseResults(stdout);
  }, patienceMs);
  afterAll(() => rm(outFolder, { recursive: true, force: true }));

  const labRunOf = (name: string): LabRun => {
    const found = results.labRuns.find(({ student, lab }) => `${student}/${lab}` === name);
    if (found === undefined) throw new Error(`there is no result of ${name}`);
    return found;
  };
  const pages = async (): Promise<readonly string[]> => {
    const names = await readdir(outFolder, { recursive: true });
    return names.filter((name) => name.endsWith('.html')).map((name) => path.join(outFolder, name));
  };

  test('is graded whole, and every submission has an expectation', () => {
    const graded = results.labRuns.map(({ student, lab }) => `${student}/${lab}`);
    expect(graded.toSorted()).toEqual(expectations.map(({ name }) => name).toSorted());
  });

  test.each(expectations)('$name fails the checks it should, and no other', (expected) => {
    const labRun = labRunOf(expected.name);
    expect(labRun.gradable, labRun.ungradableBecause).toBe(expected.isGradable);
    expect(differences(labRun, expected)).toEqual([]);
  });

  test('ends with status 3 where something could not be graded, else with 0', () => {
    expect(exitCode).toBe(expectations.every(({ isGradable }) => isGradable) ? 0 : 3);
  });

  test('prints what it stores', async () => {
    expect(parseResults(await readFile(path.join(outFolder, 'results.json'), 'utf8'))).toEqual(results);
  });

  test('has a page for each submission, and every page that is linked exists', async () => {
    const index = await readFile(path.join(outFolder, 'index.html'), 'utf8');
    const links = [...index.matchAll(/\shref="([^"#]+)/g)].map((match) => decodeURI(match[1] ?? ''));
    for (const { name } of expectations) expect(links).toContain(`${name}/index.html`);
    const relative = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(relative.filter((link) => !existsSync(path.join(outFolder, link)))).toEqual([]);
  });

  test('shows hostile text as text', async () => {
    const unescaped = /<script>alert|<script>document|<img src=x|\u001b|\u0007/;
    for (const page of await pages()) expect(await readFile(page, 'utf8'), page).not.toMatch(unescaped);
    const page = await readFile(path.join(outFolder, 'hostile/mail-client/index.html'), 'utf8');
    expect(page).toContain('&lt;script&gt;document');
  });

  test('takes no points from what a program prints or writes', () => {
    for (const { name } of expectations.filter((each) => each.name.startsWith('hostile/'))) {
      const { verdicts, score } = labRunOf(name);
      const earned = verdicts.filter(({ kind }) => kind === 'core');
      const points = earned.reduce((sum, verdict) => sum + verdict.points, 0);
      expect(points, name).toBeLessThan(score.possible / 2);
    }
  });

  test('leaves the submissions as they were', async () => {
    expect(await hashSubmission(classFolder)).toBe(hashBefore);
  });

  test('leaves no folder and no process behind', async () => {
    expect(workers).toBeGreaterThan(0);
    if (runFolder === undefined) throw new Error('the run had no folder of its own');
    expect(existsSync(runFolder)).toBe(false);
    expect(await processesAround(runFolder)).toEqual([]);
  });
});

const noEngine = await whyNoEngineHere();
const reason = noEngine === undefined ? '' : ` (not run: ${noEngine})`;

describe.skipIf(reason !== '')(`the sample class in containers${reason}`, () => {
  test(
    'is judged as in namespaces',
    async () => {
      const outFolder = await mkdtemp(path.join(tmpdir(), 'grade-examples-'));
      const options = [...usual, '--runtime', 'docker', '--out', outFolder];
      const { stdout } = await execa(path.join(appFolder, 'grade'), ['all', classFolder, ...options], {
        reject: false,
      });
      await rm(outFolder, { recursive: true });
      const inContainers = parseResults(stdout);
      expect(inContainers.run.runtime).toBe('docker');
      expect(inContainers.labRuns).toHaveLength(expectations.length);
      expect(decidedDifferently(results, inContainers)).toEqual([]);
    },
    // Its images may have to be built.
    4 * patienceMs,
  );
});
