import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixtureResults } from '../../reports/testing/fixture-results.ts';
import { ProgressFile, progressFileName } from './progress-file.ts';
import { readProgress } from './progress-record.ts';
import { timeLeftMs } from './time-left.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'grade-progress-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const labRuns = fixtureResults().labRuns;

test('it tells how far a run is, and is gone after it', async () => {
  const [first, second] = labRuns;
  if (first === undefined || second === undefined) throw new Error('The fixture is too small');
  {
    await using file = new ProgressFile(folder, { seed: 's', runtime: 'namespace' });
    file.begin(3);
    for (const { student, lab } of [first, second]) file.started({ student, lab, location: '/' });
    file.played({ student: second.student, lab: second.lab, location: '/' }, { done: 2, total: 5 });
    file.finished(first, true);
    await vi.waitFor(async () => expect((await readProgress(folder))?.done).toBe(1), { timeout: 5_000 });
    const record = await readProgress(folder);
    expect(record).toMatchObject({ seed: 's', total: 3, reused: 1, ungradable: first.gradable ? 0 : 1 });
    expect(record?.running).toMatchObject([{ student: second.student, stories: { done: 2, total: 5 } }]);
    expect(record?.finished).toMatchObject([
      { student: first.student, score: { points: first.score.points }, isReused: true, isStored: true },
    ]);
  }
  expect(existsSync(path.join(folder, progressFileName))).toBe(false);
  expect(await readProgress(folder)).toBeUndefined();
});

test('the last lab runs are named, newest first, and the file stays short', async () => {
  await using file = new ProgressFile(folder, { seed: 's', runtime: 'namespace' });
  file.begin(1_000);
  for (let i = 0; i < 1_000; i += 1) {
    const [labRun] = labRuns;
    if (labRun) file.finished({ ...labRun, student: `student-${i}`, gradable: false }, false);
  }
  await vi.waitFor(async () => expect((await readProgress(folder))?.done).toBe(1_000), { timeout: 5_000 });
  const record = await readProgress(folder);
  expect(record?.finished[0]?.student).toBe('student-999');
  expect(record?.ungradable).toBe(1_000);
  expect(JSON.stringify(record).length).toBeLessThan(100_000);
});

test('a folder that cannot be written does not stop a run', async () => {
  const missing = path.join(folder, 'gone');
  await using file = new ProgressFile(missing, { seed: 's', runtime: 'namespace' });
  file.begin(1);
  await writeFile(path.join(folder, 'other'), '');
  file.end();
});

test('time left: none at first, then in proportion; what stands from before took no time', () => {
  const count = { total: 10, done: 0, reused: 0, stories: [] };
  expect(timeLeftMs({ ...count, passedMs: 1_000 })).toBeUndefined();
  expect(timeLeftMs({ ...count, passedMs: 10_000 })).toBeUndefined();
  expect(timeLeftMs({ ...count, passedMs: 10_000, done: 5 })).toBeCloseTo(10_000);
  expect(timeLeftMs({ ...count, passedMs: 10_000, done: 6, reused: 2 })).toBeCloseTo(10_000);
  expect(timeLeftMs({ ...count, passedMs: 9_000, done: 2, stories: [{ done: 1, total: 2 }] })).toBeCloseTo(
    27_000,
  );
  expect(timeLeftMs({ ...count, passedMs: 10_000, done: 10 })).toBeUndefined();
});
