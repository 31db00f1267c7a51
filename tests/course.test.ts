import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { parseResults, type Results } from '../reports/schema.ts';
import { readClass } from '../src/course/read-class.ts';
import { findRoster } from '../src/course/roster/find-roster.ts';
import { readCourse } from '../src/course/rules/read-course.ts';
import { craftZip } from '../src/course/testing/craft-zip.ts';
import { makeZip } from '../src/course/testing/make-zip.ts';
import { classFolder } from './kit/examples.ts';

const patienceMs = 240_000;
const checks = ['web-server/crlf', 'web-server/stays-in-root', 'web-server/content-type'];
const rules = (points: number, more = '') => `title: Networks
timezone: UTC
late: { penaltyPerDay: 10 % }
labs:
  web-server:
    points: ${points}
    due: 2026-10-05
    submitted: { ben: 2026-10-06 12:00 }
    checks:
      crlf: { visibility: nothing }
${more}`;

/** The download of an assignment, graded as an instructor would. */
describe('a Canvas download with course.yaml and roster.csv beside it', () => {
  let folder: string;
  let first: Results;

  const grade = async (...more: readonly string[]) => {
    const only = checks.flatMap((check) => ['--only', check]);
    const args = ['all', 'hw1.zip', '--lab', 'web-server', '--jobs', '2', ...only, ...more];
    return execa(path.join(appFolder, 'grade'), args, { cwd: folder, reject: false });
  };
  const stored = async () =>
    parseResults(await readFile(path.join(folder, 'grade-report/results.json'), 'utf8'));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'course-'));
    const anna = await readFile(path.join(classFolder, 'anna/web-server/WebServer.py'));
    const zip = await makeZip({
      'lovelaceada_101_9001_WebServer-1.py': anna,
      'bakerben_102_9002_work.zip': await makeZip({ 'work/WebServer.py': anna, 'work/.venv/bin/x': 'x' }),
      'evileve_103_9003_hack.zip': craftZip([{ name: '../../escaped.py', content: 'x' }]),
    });
    await writeFile(path.join(folder, 'hw1.zip'), zip);
    await writeFile(path.join(folder, 'course.yaml'), rules(30));
    const roster =
      'Student,ID,SIS User ID,SIS Login ID,Section\n"Lovelace, Ada",101,,ada,A\n"Baker, Ben",102,,ben,A\n"Evil, Eve",103,,eve,A\n"Max, Missing",104,,max,A\n';
    await writeFile(path.join(folder, 'roster.csv'), roster);
    await grade();
    first = await stored();
  }, patienceMs);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const labRunOf = ({ labRuns }: Results, student: string) =>
    labRuns.find((each) => each.student === student);

  test('is attributed, scored and deducted by the rules; one hostile zip is one ungradable submission', async () => {
    expect(first.labRuns.map(({ student, gradable }) => [student, gradable])).toEqual([
      ['ada', true],
      ['ben', true],
      ['eve', false],
    ]);
    expect(labRunOf(first, 'eve')?.ungradableBecause).toBe(
      'hack.zip holds ../../escaped.py, which leads out of its folder.',
    );
    const [ada, ben] = [labRunOf(first, 'ada'), labRunOf(first, 'ben')];
    expect(ben?.score.possible).toBe(ada?.score.possible);
    expect(ben?.score.adjustments).toMatchObject([{ id: 'late', title: 'Handed in 1 day late: 10 % a day' }]);
    expect((ada?.score.points ?? 0) - (ben?.score.points ?? 0)).toBeCloseTo(
      (ada?.score.possible ?? 0) / 10,
      2,
    );
    expect(ben?.submission?.leftOut).toEqual(['.venv']);
    expect(first.roster?.map(({ student }) => student)).toEqual(['ada', 'ben', 'eve', 'max']);
    expect(first.run.notes).toContain('1 of 4 on the roster handed in nothing: max.');
    expect(first.run.course?.title).toBe('Networks');
  });

  test('leaves nothing unpacked behind, and nothing outside of the report', async () => {
    expect((await readdir(path.join(folder, 'grade-report'))).filter((name) => name.startsWith('.'))).toEqual(
      [],
    );
    expect((await readdir(folder)).sort()).toEqual(['course.yaml', 'grade-report', 'hw1.zip', 'roster.csv']);
  });

  test('has editions for students in which no byte tells of the hidden check', async () => {
    const root = path.join(folder, 'grade-report', 'students');
    expect((await readdir(root)).sort()).toEqual(['ada', 'ben', 'eve']);
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const whole = labRunOf(first, 'ada')?.verdicts.find(({ check }) => check === 'web-server/crlf');
    expect(whole).toMatchObject({ visibility: 'nothing' });
    for (const entry of files) {
      const text = await readFile(path.join(entry.parentPath, entry.name), 'latin1');
      for (const word of ['web-server/crlf', whole?.title ?? '?', first.run.seed, 'hw1.zip --lab'])
        expect(text, entry.name).not.toContain(word);
    }
    const own = parseResults(await readFile(path.join(root, 'ada', 'results.json'), 'utf8'));
    expect(own.labRuns[0]?.hidden).toMatchObject({ checks: 1 });
    expect(await readFile(path.join(root, 'ada', 'index.html'), 'utf8')).toContain('1 more check, worth');
  });

  test('new rules are applied to what was judged: nothing is run again', {
    timeout: patienceMs,
  }, async () => {
    await writeFile(path.join(folder, 'course.yaml'), rules(60, '    drop: [content-type]\n'));
    const { stderr } = await grade();
    expect(stderr.match(/unchanged since the last report/g)).toHaveLength(2);
    const second = await stored();
    expect(labRunOf(second, 'ada')?.verdicts.map(({ check }) => check)).not.toContain(
      'web-server/content-type',
    );
    expect(second.run.course?.version).not.toBe(first.run.course?.version);
    const pointsOf = (results: Results) =>
      results.labs[0]?.checks.reduce((sum, { kind, points }) => sum + (kind === 'extension' ? 0 : points), 0);
    expect([pointsOf(first), pointsOf(second)].map((points) => Math.round((points ?? 0) * 100))).toEqual([
      3_000, 6_000,
    ]);
    const timesOf = (results: Results) => labRunOf(results, 'ada')?.durationMs;
    expect(timesOf(second)).toBe(timesOf(first));
  });

  test.each([
    [
      'labs: { web-server: { drop: [crfl] } }',
      /wrong\.yaml:1: The lab web-server has no check crfl; did you mean web-server\/crlf\?/,
    ],
    ['labs:\n  web-sever: {}', /wrong\.yaml:2: There is no lab web-sever; did you mean web-server\?/],
    ['runtime: process\nroster: nobody.csv', /Cannot read .*nobody\.csv: it does not exist/],
  ])('%j is told in a sentence, before anything is run', async (text, words) => {
    await writeFile(path.join(folder, 'wrong.yaml'), text);
    const { exitCode, stderr } = await grade('--course', 'wrong.yaml', '--out', path.join(folder, 'other'));
    expect(stderr).toMatch(words);
    expect(exitCode).toBe(2);
    expect(await readdir(folder)).not.toContain('other');
  });
});

test('the runtime of course.yaml is used, and the command line goes before it', {
  timeout: patienceMs,
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'course-'));
  try {
    // An empty folder is a submission of which nothing is started.
    await mkdir(path.join(folder, 'class/ada/icmp-ping'), { recursive: true });
    await writeFile(path.join(folder, 'course.yaml'), 'runtime: process');
    const runtimeOf = async (...more: readonly string[]) => {
      const args = ['all', 'class', '--json', ...more];
      const { stdout } = await execa(path.join(appFolder, 'grade'), args, { cwd: folder, reject: false });
      return parseResults(stdout).run.runtime;
    };
    expect(await runtimeOf()).toBe('process');
    expect(await runtimeOf('--runtime', 'namespace')).toBe('namespace');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('names of files that command a terminal are shown, not obeyed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'course-'));
  try {
    await mkdir(path.join(folder, 'class', 'ada', 'x\x1b]0;owned\x07\u202e'), { recursive: true });
    const { stderr, exitCode } = await execa(path.join(appFolder, 'grade'), ['all', 'class'], {
      cwd: folder,
      reject: false,
    });
    expect(stderr).toMatch(/There is nothing to grade.*owned.*is named like no lab/s);
    expect(stderr).not.toMatch(/[\x1b\x07\u202e]/);
    expect(exitCode).toBe(2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 30_000);

test('the sample course fits the sample class', async () => {
  const workFolder = await mkdtemp(path.join(tmpdir(), 'course-'));
  const courseFile = path.join(classFolder, '..', 'course', 'course.yaml');
  try {
    const {
      submissions,
      notes,
      strangers,
      rules: sample,
    } = await readClass({ location: classFolder, workFolder, courseFile });
    expect(strangers).toEqual([]);
    expect(notes).toEqual(['1 of 21 on the roster handed in nothing: tara.']);
    const students = new Set((await readdir(classFolder)).filter((name) => !name.startsWith('.')));
    expect(new Set(submissions.map(({ student }) => student))).toEqual(students);
    const course = await readCourse(courseFile);
    expect(await findRoster(classFolder, course)).toEqual(sample.about.roster);
    expect(submissions.filter(({ facts }) => facts?.isLate).map(({ student }) => student)).toEqual(['sven']);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
});
