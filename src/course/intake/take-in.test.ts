import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../reports/schema.ts';
import { readCourse } from '../rules/read-course.ts';
import { craftZip } from '../testing/craft-zip.ts';
import { makeZip } from '../testing/make-zip.ts';
import { type Intake, takeIn } from './take-in.ts';

const labIds = ['web-server', 'udp-pinger', 'proxy'];
const people: readonly Person[] = [
  { student: 'ada', name: 'Lovelace, Ada', login: 'ada', email: 'ada@uni.example', id: '101', sisId: 'S1' },
  { student: 'ben', name: 'Ben Baker', login: 'ben', email: 'ben@uni.example', id: '102' },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'take-in-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Options {
  readonly lab?: string;
  readonly people?: readonly Person[];
  readonly course?: string;
}

async function intake(name: string, { course, ...rest }: Options = {}): Promise<Intake> {
  const file = path.join(folder, 'course.yaml');
  if (course !== undefined) await writeFile(file, course);
  return takeIn({
    location: path.join(folder, name),
    workFolder: await mkdtemp(path.join(folder, 'work-')),
    labIds,
    ...rest,
    ...(course !== undefined && { course: await readCourse(file) }),
  });
}

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** `ada/proxy: server.py`, or why it cannot be used. */
async function told({ submissions }: Intake): Promise<string[]> {
  const lines = await Promise.all(
    submissions.map(async ({ student, lab, location, unusableBecause }) => {
      if (unusableBecause !== undefined) return `${student}/${lab}! ${unusableBecause}`;
      const names = (await readdir(location, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(location, path.join(entry.parentPath, entry.name)))
        .filter((name) => !name.startsWith('.git/'));
      return `${student}/${lab}: ${names.sort().join(' ')}`;
    }),
  );
  return lines.sort();
}

const evil = craftZip([{ name: '../evil.py', content: 'x' }]);

describe('the folder of a class', () => {
  it('has a folder for each student and lab; a zip or a single program does for a folder', async () => {
    await put({
      'class/ada/proxy/p.py': 'x',
      'class/ada/web_server.zip': await makeZip({ 'site/s.py': 'x', '__MACOSX/x': 'x' }),
      'class/ben/udp-pinger.py': 'x',
      'class/ben/proxi/p.py': 'x',
      'class/README.md': 'x',
      'class/.git/proxy/x.py': 'x',
    });
    await symlink('/etc', path.join(folder, 'class/eve'));
    const found = await intake('class');
    expect(await told(found)).toEqual([
      'ada/proxy: p.py',
      'ada/web-server: site/s.py',
      'ben/udp-pinger: udp-pinger.py',
    ]);
    expect(found.strangers).toEqual(['ben/proxi']);
    expect(found.submissions.find(({ lab }) => lab === 'web-server')?.facts?.leftOut).toEqual(['__MACOSX']);
  });

  it('with --lab is one submission an entry, or of a whole class the folders of that lab', async () => {
    await put({
      'flat/ada.py': 'x',
      'flat/ben/x/s.c': 'x',
      'flat/notes.txt': 'x',
      'class/ada/proxy/p.py': 'x',
      'class/ada/web-server/w.py': 'x',
    });
    expect(await told(await intake('flat', { lab: 'proxy' }))).toEqual([
      'ada/proxy: ada.py',
      'ben/proxy: x/s.c',
    ]);
    expect(await told(await intake('class', { lab: 'proxy' }))).toEqual(['ada/proxy: p.py']);
  });

  it('may be flat, with student and lab in each name, or zips with a folder for each lab', async () => {
    await put({
      'flat/ada-proxy.py': 'x',
      'flat/udp_pinger_ben.zip': await makeZip({ 'c.py': 'x' }),
      'flat/cleo.zip': await makeZip({ 'cleo/proxy/p.py': 'x', 'cleo/Web Server/w.py': 'x' }),
      'flat/dan.zip': await makeZip({ 'misc/p.py': 'x' }),
      'flat/eve.zip': evil,
      'flat/fay-proxy.rar': 'Rar!',
    });
    const found = await intake('flat');
    expect(await told(found)).toEqual([
      'ada/proxy: ada-proxy.py',
      'ben/udp-pinger: c.py',
      'cleo/proxy: p.py',
      'cleo/web-server: w.py',
      'fay/proxy! fay-proxy.rar is a rar archive, and only zip files are unpacked here; unpack it into a folder of the same place, or ask for a zip file.',
    ]);
    expect(found.notes.join('\n')).toMatch(
      /^dan\.zip holds no folder that is named like a lab\. It is not known which lab/,
    );
    expect(found.notes.join('\n')).toMatch(
      /^eve\.zip holds \.\.\/evil\.py, which leads out of its folder\. It is not known/m,
    );
  });

  it('a zip among other files stays a file; a zip in a zip in a zip in a zip is refused', async () => {
    const wrap = async (inner: Uint8Array, name: string) => makeZip({ [name]: inner });
    const [one, four] = [await makeZip({ 'p.py': 'x' }), await makeZip({ 'p.py': 'x' })];
    const three = await wrap(await wrap(await wrap(four, '3.zip'), '2.zip'), '1.zip');
    await put({
      'class/ada/proxy/p.py': 'x',
      'class/ada/proxy/www/a.zip': one,
      'class/ben/proxy/all.zip': await wrap(one, 'in.zip'),
      'class/eve/proxy/all.zip': three,
    });
    expect(await told(await intake('class'))).toEqual([
      'ada/proxy: p.py www/a.zip',
      'ben/proxy: p.py',
      'eve/proxy! 3.zip is a zip in a zip, 3 deep; ask for one with the files in it.',
    ]);
  });

  it('nothing is written into it, and links in a submission are not followed by us', async () => {
    await put({ 'class/ada/proxy/p.zip': await makeZip({ 'p.py': 'x' }) });
    await intake('class');
    expect(await readdir(path.join(folder, 'class/ada/proxy'))).toEqual(['p.zip']);
  });
});

describe('git clones', () => {
  const git = (cwd: string, ...args: string[]) =>
    execa('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], {
      cwd,
      env: { GIT_COMMITTER_DATE: '2026-10-05T20:00:00+02:00' },
    });

  async function clone(name: string, file: string): Promise<void> {
    await put({ [`clones/${name}/${file}`]: 'x' });
    const at = path.join(folder, 'clones', name);
    await git(at, 'init', '-q');
    await git(at, 'add', '.');
    await git(at, 'commit', '-qm', 'x');
  }

  it('are of the student behind the name of the classroom, with the time of the last commit', async () => {
    await clone('hw1-ada', 'p.py');
    await clone('hw1-ben', 'p.py');
    const found = await intake('clones', { lab: 'proxy' });
    expect(await told(found)).toEqual(['ada/proxy: p.py', 'ben/proxy: p.py']);
    expect(found.submissions[0]?.facts).toMatchObject({
      submittedAt: '2026-10-05T18:00:00.000Z',
      submittedAtFrom: 'commit',
    });
  });

  it('have their labs by folder; settings of the clone start nothing', async () => {
    await clone('ada', 'proxy/p.py');
    const trap = path.join(folder, 'trap');
    await git(path.join(folder, 'clones/ada'), 'config', 'core.fsmonitor', `touch ${trap}`);
    await git(path.join(folder, 'clones/ada'), 'config', 'core.pager', `touch ${trap}`);
    await git(path.join(folder, 'clones/ada'), 'config', 'log.showSignature', 'true');
    expect(await told(await intake('clones'))).toEqual(['ada/proxy: p.py']);
    await expect(readFile(trap)).rejects.toThrow();
  });
});

describe('the download of a platform', () => {
  it('of Canvas: one assignment, late marks, own names, students by id of the roster', async () => {
    const zip = await makeZip({
      'lovelaceada_101_9001_Server-1.java': 'x',
      'lovelaceada_101_9002_index.html': 'x',
      'bakerben_LATE_102_9003_work.zip': await makeZip({ 'w/s.py': 'x' }),
      'evileve_103_9004_hack.zip': evil,
      'fayfay_104_text.html': '<p>see mail</p>',
    });
    await put({ 'hw1.zip': zip });
    await expect(intake('hw1.zip')).rejects.toThrow(
      /hw1\.zip is a Canvas download.*Which lab is it\? Add --lab/,
    );
    const found = await intake('hw1.zip', { lab: 'web-server', people });
    expect(await told(found)).toEqual([
      'ada/web-server: Server.java index.html',
      'ben/web-server: w/s.py',
      'evileve/web-server! hack.zip holds ../evil.py, which leads out of its folder.',
      'fayfay/web-server: ',
    ]);
    const ben = found.submissions.find(({ student }) => student === 'ben');
    expect(ben?.facts?.isLate).toBe(true);
    expect(ben?.facts?.lateDays).toBeUndefined();
    expect(ben?.facts?.notes?.[0]).toMatch(/nothing was taken off/);
    expect(found.notes).toContain('evileve is not on the roster and was graded under that name.');
  });

  it('of Moodle: by folder or by name, texts left out, a file in the outer zip that is at fault told to its student', async () => {
    const file = 'assignsubmission_file_';
    const zip = craftZip([
      { name: `Ada Lovelace_11_${file}/p.py`, content: 'x' },
      { name: `Ada Lovelace_11_assignsubmission_onlinetext_/text.html`, content: 'x' },
      { name: `Ben Baker_12_${file}p.py`, content: 'x' },
      { name: `Eve Evil_13_${file}/link`, content: '/etc/passwd', mode: 0o120777 },
      { name: `Lie Li_14_${file}/p.py`, content: 'x', claimedCrc: 7 },
    ]);
    await put({ 'm.zip': zip });
    const found = await intake('m.zip', { lab: 'proxy', people });
    expect(await told(found)).toEqual([
      `Eve Evil/proxy! Eve Evil_13_${file}/link is a link.`,
      `Lie Li/proxy! Lie Li_14_${file}/p.py is damaged: it is not what was packed.`,
      'ada/proxy: p.py',
      'ben/proxy: p.py',
    ]);
  });

  it('of Gradescope: groups, times, a folder around all', async () => {
    const zip = await makeZip({
      'assignment_7_export/submission_metadata.yml': `---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: S1
    :email: ada@uni.example
  - :name: Ben Baker
    :sid:
    :email: ben@uni.example
  :created_at: 2026-10-05 18:44:39.123456000 Z
  :score: 3.0
  :history: []
submission_2:
  :submitters:
  - :name: Cleo
    :sid: 9
    :email: cleo@uni.example
  :created_at: 2026-10-06 01:00:00.000000000 +02:00
`,
      'assignment_7_export/submission_1/p.py': 'x',
      'assignment_7_export/submission_2/sub/p.py': 'x',
    });
    await put({ 'g.zip': zip });
    const found = await intake('g.zip', { lab: 'proxy', people });
    expect(await told(found)).toEqual(['Cleo/proxy: sub/p.py', 'ada/proxy: p.py', 'ben/proxy: p.py']);
    expect(found.submissions.map(({ facts }) => facts?.submittedAt)).toEqual([
      '2026-10-05T18:44:39.000Z',
      '2026-10-05T18:44:39.000Z',
      '2026-10-05T23:00:00.000Z',
    ]);
  });

  it('two people of one name are told apart', async () => {
    await put({ 'hw.zip': await makeZip({ 'leewei_1_10_a.py': 'x', 'leewei_2_11_a.py': 'x' }) });
    expect(await told(await intake('hw.zip', { lab: 'proxy' }))).toEqual([
      'leewei (1)/proxy: a.py',
      'leewei (2)/proxy: a.py',
    ]);
  });

  it('that is no zip file is told in a sentence', async () => {
    await put({ 'x.zip': 'hello', 'x.7z': 'hello' });
    await expect(intake('x.zip')).rejects.toThrow(
      /x\.zip is damaged, or no zip file.*It should be a folder, or the zip file/,
    );
    await expect(intake('x.7z')).rejects.toThrow(/x\.7z is a 7z archive, and only zip files/);
  });
});

describe('several attempts', () => {
  const files = {
    'class/ada/proxy/p.py': '1',
    'class/ada/proxy-2/p.py': '2',
    'class/ada/proxy (10)/p.py': '10',
  };

  it('the latest, by number where nothing says the time', async () => {
    await put(files);
    const { submissions } = await intake('class');
    expect(submissions.map(({ location }) => path.basename(location))).toEqual(['proxy (10)']);
    expect(submissions[0]?.facts).toMatchObject({
      attempt: 3,
      attempts: 3,
      chosenBecause: 'It has the highest number of 3 attempts.',
    });
  });

  it('all of them where the best counts, each under a name of its own', async () => {
    await put(files);
    const { submissions } = await intake('class', { course: 'attempts: best' });
    expect(submissions.map(({ student, person }) => [student, person])).toEqual([
      ['ada, attempt 1', 'ada'],
      ['ada, attempt 2', 'ada'],
      ['ada, attempt 3', 'ada'],
    ]);
  });

  it('the latest that is not refused', async () => {
    const submission = (day: string) => `
  :submitters: [{ ':name': Ada, ':sid': S1, ':email': ada@uni.example }]
  :created_at: 2026-10-${day} 12:00:00.0 Z`;
    await put({
      'g/submission_metadata.yml': `submission_1:${submission('05')}\nsubmission_2:${submission('09')}\n`,
      'g/submission_1/p.py': '1',
      'g/submission_2/p.py': '2',
    });
    const course =
      'timezone: UTC\nlate: { acceptedDays: 2, afterwards: refused }\nlabs: { proxy: { due: 2026-10-05 } }';
    const { submissions } = await intake('g', { lab: 'proxy', people, course });
    expect(submissions.map(({ location }) => path.basename(location))).toEqual(['submission_1']);
    expect(submissions[0]?.facts?.chosenBecause).toBe(
      'It is the latest of 2 attempts that was not handed in too late.',
    );
  });
});

it('late by the course: days that were begun, an extension, refused after the last day', async () => {
  await put({
    'class/ada/proxy/p.py': 'x',
    'class/ben/proxy/p.py': 'x',
    'class/eve/proxy/p.py': 'x',
    'class/zoe/proxy/p.py': 'x',
  });
  const course = `
timezone: Europe/Berlin
late: { acceptedDays: 7, afterwards: refused, graceMinutes: 10 }
labs:
  proxy:
    due: 2026-10-05 12:00
    extensions: { BEN: 2026-10-08 }
    submitted:
      ada: 2026-10-06 12:01
      ben@uni.example: 2026-10-08 23:00
      eve: 2026-10-20
      zoe: 2026-10-05 12:10
`;
  const { submissions } = await intake('class', { course, people });
  const facts = new Map(submissions.map((each) => [each.student, each]));
  expect(facts.get('ada')?.facts).toMatchObject({
    dueAt: '2026-10-05T10:00:00.000Z',
    isLate: true,
    lateDays: 2,
  });
  expect(facts.get('ben')?.facts).toMatchObject({ dueAt: '2026-10-08T21:59:59.000Z', isExtended: true });
  expect(facts.get('ben')?.facts?.isLate).toBeUndefined();
  expect(facts.get('zoe')?.facts?.isLate).toBeUndefined();
  expect(facts.get('eve')?.unusableBecause).toBe(
    'It was handed in 16 days late, and the course takes nothing so late.',
  );
});
