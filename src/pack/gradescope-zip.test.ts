import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fromBufferPromise } from 'yauzl';
import { z } from 'zod';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { labs } from '../../labs/index.ts';
import { readCourse } from '../course/rules/read-course.ts';
import { gradescopeZip } from './gradescope-zip.ts';

const minutes = 60_000;

/** Stands for /autograder. */
let folder: string;
const names: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradescope-'));
  await unpack(await gradescopeZip(appFolder, 'web-server'), path.join(folder, 'source'));
  // What setup.sh brings.
  await symlink(path.join(appFolder, 'node_modules'), path.join(folder, 'source/node_modules'));
  await symlink(
    path.join(appFolder, 'toolchain/node_modules'),
    path.join(folder, 'source/toolchain/node_modules'),
  );
  await mkdir(path.join(folder, 'submission'));
  await cp(path.join(appFolder, 'examples/class/anna/web-server'), path.join(folder, 'submission'), {
    recursive: true,
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As `unzip` does: with modes and times. */
async function unpack(zip: Buffer, to: string): Promise<void> {
  const opened = await fromBufferPromise(zip);
  for await (const entry of opened.eachEntry()) {
    names.push(entry.fileName);
    const file = path.join(to, entry.fileName);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, await buffer(await opened.openReadStreamPromise(entry)));
    await chmod(file, (entry.externalFileAttributes >>> 16) & 0o777);
    await utimes(file, entry.getLastModDate(), entry.getLastModDate());
  }
}

/** The text files at the top. */
async function textsOf(zip: Buffer): Promise<ReadonlyMap<string, string>> {
  const opened = await fromBufferPromise(zip);
  const texts = new Map<string, string>();
  for await (const entry of opened.eachEntry()) {
    if (entry.fileName.includes('/')) continue;
    const content = await buffer(await opened.openReadStreamPromise(entry));
    texts.set(entry.fileName, content.toString('utf8'));
  }
  return texts;
}

function runAutograder(...args: readonly string[]) {
  const run = path.join(folder, 'source/run_autograder');
  return execa(run, args, { env: { AUTOGRADER: folder }, reject: false });
}

const resultsFile = () => path.join(folder, 'results/results.json');
const resultsSchema = z.looseObject({
  score: z.number(),
  tests: z.array(z.looseObject({ name: z.string(), status: z.string(), tags: z.array(z.string()) })),
  extra_data: z.looseObject({ lab: z.string(), runtime: z.string() }),
});

test('holds what Gradescope calls, the sources, and neither packages nor finished programs', () => {
  expect(names).toEqual(expect.arrayContaining(['setup.sh', 'run_autograder', 'grade', 'src/cli/main.ts']));
  expect(names).toContain('labs/web-server/mutants/index.ts');

  const unwanted =
    /node_modules|\.test\.ts$|(^|\/)\.|^(tests|examples|docs|bench)\/|^labs\/.*\/(program|starter)\/|^labs\/.*\.(py|java|c|go)$/;
  expect(names.filter((name) => unwanted.test(name))).toEqual([]);
});

test('what is left out is missed by no lab', async () => {
  const { exitCode, stdout } = await execa(path.join(folder, 'source/grade'), ['list', '--checks'], {
    reject: false,
  });
  expect(exitCode).toBe(0);
  for (const { id } of labs) expect(stdout).toContain(`${id}/`);
});

test('the same sources make the same zip', async () => {
  const [first, second] = [await gradescopeZip(appFolder, 'proxy'), await gradescopeZip(appFolder, 'proxy')];
  expect(first.equals(second)).toBe(true);
  expect(first.length).toBeLessThan(20 * 2 ** 20);
});

test('takes points and visibility over from the course, and neither names nor dates', async () => {
  const course = path.join(folder, 'course.yaml');
  await writeFile(
    course,
    [
      'title: Networks',
      'roster: missing.csv',
      'labs:',
      '  proxy: { due: 2026-10-05, extensions: { ada: 2026-10-08 } }',
      '  web-server:',
      '    points: 50',
      '    extensions: { grace: 2026-10-08 }',
      '    checks: { crlf: { visibility: nothing } }',
    ].join('\n'),
  );
  const texts = await textsOf(await gradescopeZip(appFolder, 'web-server', course));
  expect(texts.get('run_autograder')).toContain('--runtime process --course "$top/source/course.yaml" --out');
  const text = texts.get('course.yaml') ?? '';
  expect(parse(text)).toEqual({
    title: 'Networks',
    visibility: 'all',
    labs: {
      'web-server': { points: 50, checks: { crlf: { visibility: 'nothing' } }, drop: [], published: false },
    },
  });
  await writeFile(course, text);
  await expect(readCourse(course)).resolves.toBeDefined();
  await writeFile(course, 'labs: { web-server: { checks: { crfl: { points: 3 } } } }');
  await expect(gradescopeZip(appFolder, 'web-server', course)).rejects.toThrow(/course\.yaml:1: .*crfl/);
});

test('its scripts are shell scripts', async () => {
  for (const name of ['setup.sh', 'run_autograder']) {
    const { exitCode } = await execa('sh', ['-n', path.join(folder, 'source', name)], { reject: false });
    expect(exitCode).toBe(0);
    expect(await readFile(path.join(folder, 'source', name), 'utf8')).not.toMatch(/@[A-Z]+@/);
  }
});

test(
  'grades a submission in the process runtime, and leaves results.json and nothing else',
  async () => {
    await mkdir(path.join(folder, 'results'));
    await writeFile(resultsFile(), '{"score": 100, "output": "written by a program"}');
    const { exitCode, stderr } = await runAutograder('--only', 'web-server/crlf');
    expect(stderr).toContain('The process runtime isolates nothing');
    expect(exitCode).toBe(0);
    const results = resultsSchema.parse(JSON.parse(await readFile(resultsFile(), 'utf8')));
    expect(results.extra_data).toMatchObject({ lab: 'web-server', runtime: 'process' });
    const crlf = results.tests.find(({ tags }) => tags.includes('web-server/crlf'));
    expect(crlf?.status).toBe('failed');
    expect(results.score).toBe(0);
  },
  4 * minutes,
);

test(
  'what goes wrong on our side leaves no score, and none that a program wrote',
  async () => {
    await mkdir(path.join(folder, 'results'), { recursive: true });
    await writeFile(resultsFile(), '{"score": 100}');
    const { exitCode } = await runAutograder('--only', 'web-server/no-such-check');
    expect(exitCode).toBe(2);
    await expect(readFile(resultsFile())).rejects.toThrow(/ENOENT/);
  },
  2 * minutes,
);
