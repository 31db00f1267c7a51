import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf, parseCourseTime } from './course-time.ts';
import { findCourse } from './find-course.ts';
import { readCourse } from './read-course.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'read-course-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const file = path.join(folder, 'course.yaml');
  await writeFile(file, text);
  return readCourse(file);
}

describe('what is wrong is told with file, line and the nearest right word', () => {
  it.each([
    ['titel: x', /course\.yaml:1: There is no key titel here; did you mean title\?/],
    ['title: x\nlabs:\n  proxy:\n    duo: 2026-10-05', /:4: There is no key duo here; did you mean due\?/],
    [
      'labs:\n  proxy:\n    checks:\n      a:\n        visibilty: all',
      /:5: There is no key visibilty here; did you mean visibility\?/,
    ],
    [
      'labs:\n  proxy:\n    late:\n      qqqqqqqqqqqq: 1',
      /:4: .*keys are penaltyPerDay|there are: penaltyPerDay/,
    ],
    ['title: x\nvisibility: some', /:2: visibility is none of all, verdict, nothing\./],
    ['runtime: cloud', /:1: runtime is none of namespace, docker, process\./],
    ['labs:\n  proxy:\n    due: tomorrow', /:3: labs\.proxy\.due is no date: write 2026-10-05/],
    ['labs:\n  proxy:\n    due: 2026-02-31', /:3: labs\.proxy\.due is no date/],
    ['late:\n  penaltyPerDay: ten', /:2: late\.penaltyPerDay is neither points \(5\) nor a share/],
    ['late:\n  penaltyPerDay: 120 %', /:2: late\.penaltyPerDay is neither points/],
    ['labs:\n  proxy:\n    points: many', /:3: labs\.proxy\.points should be a number\./],
    ['labs:\n  proxy:\n    points: 0', /:3: labs\.proxy\.points is too small: the least is more than 0\./],
    ['labs:\n  proxy:\n    drop: keep-alive', /:3: labs\.proxy\.drop should be a list/],
    ['timezone: Europe/Berln', /:1: There is no time zone Europe\/Berln/],
    ['title: [', /:1: /],
    ['title: a\ntitle: b', /:2: Map keys must be unique\./],
    ['- a', /:1: The file holds no keys/],
  ])('%j', async (text, words) => {
    await expect(read(text)).rejects.toThrow(words);
  });
});

it('has a default for each key; a key without a value is as if it were not there', async () => {
  const { settings, version } = await read('title:\nlate:\nlabs:\n  proxy:\n    due:\n');
  expect(settings).toEqual({
    visibility: 'all',
    attempts: 'latest',
    labs: { proxy: { checks: {}, drop: [], published: false, extensions: {}, submitted: {} } },
  });
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  expect((await read('late: {}')).settings.late).toEqual({
    penaltyPerDay: { share: 0.1 },
    graceMinutes: 0,
    maxPenalty: { share: 1 },
    afterwards: 'zero',
  });
});

it('is found in the class or beside it, or where one says', async () => {
  await mkdir(path.join(folder, 'class'));
  await writeFile(path.join(folder, 'course.yaml'), 'title: beside');
  await writeFile(path.join(folder, 'other.yaml'), 'title: other');
  const titleOf = async (named?: string) =>
    (await findCourse(path.join(folder, 'class'), named))?.settings.title;
  expect(await titleOf()).toBe('beside');
  expect(await titleOf(path.join(folder, 'other.yaml'))).toBe('other');
  await writeFile(path.join(folder, 'class', 'course.yaml'), 'title: inside');
  expect(await titleOf()).toBe('inside');
  await expect(titleOf('nowhere.yaml')).rejects.toThrow(/Cannot read .*nowhere\.yaml: it does not exist/);
});

it.each([
  ['2026-10-05', 'Europe/Berlin', '2026-10-05T21:59:59.000Z'],
  ['2026-12-05', 'Europe/Berlin', '2026-12-05T22:59:59.000Z'],
  ['2026-10-05 12:00', 'America/New_York', '2026-10-05T16:00:00.000Z'],
  ['2026-10-05T12:00:30Z', 'Asia/Tokyo', '2026-10-05T12:00:30.000Z'],
  ['2026-10-05 12:00 +05:30', 'UTC', '2026-10-05T06:30:00.000Z'],
  ['2026-10-25 12:00', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
  ['2026-03-29 03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
])('the time %s in %s is %s', (text, timeZone, instant) => {
  const parsed = parseCourseTime(text);
  expect(parsed && instantOf(parsed, timeZone).toISOString()).toBe(instant);
});
