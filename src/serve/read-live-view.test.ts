import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixtureResults } from '../../reports/testing/fixture-results.ts';
import type { ProgressRecord } from '../run/progress-record.ts';
import { LastRunReader } from './last-run.ts';
import { readLiveView } from './read-live-view.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'grade-view-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const view = () => readLiveView(folder, new LastRunReader(folder));

function recordHeardOf(updatedAt: Date): ProgressRecord {
  return {
    ...{ schema: 'grade/progress/v1', seed: '1', runtime: 'namespace' },
    ...{ total: 2, done: 0, reused: 0, ungradable: 0, finished: [], notGraded: [] },
    startedAt: new Date(0).toISOString(),
    updatedAt: updatedAt.toISOString(),
    running: [{ student: 'ada', lab: 'proxy', startedAt: new Date(0).toISOString(), stories: { done: 0 } }],
  };
}

const writeRecord = (record: ProgressRecord) =>
  writeFile(path.join(folder, 'progress.json'), JSON.stringify(record));

test('an empty folder has nothing to show', async () => {
  expect(await view()).toMatchObject({ phase: 'empty', hasReport: false });
});

test('a run that was heard of just now goes on, one that fell silent is lost and runs nothing', async () => {
  await writeRecord(recordHeardOf(new Date()));
  expect(await view()).toMatchObject({ phase: 'running', running: [{ student: 'ada' }] });
  await writeRecord(recordHeardOf(new Date(Date.now() - 60_000)));
  expect(await view()).toMatchObject({ phase: 'lost', running: [] });
});

test('without a run under way it is the last one, with what was not graded and what is missing', async () => {
  const results = fixtureResults();
  const pending = [{ student: 'zoe', lab: 'proxy' }];
  await writeFile(
    path.join(folder, 'results.json'),
    JSON.stringify({ ...results, run: { ...results.run, pending } }),
  );
  const { phase, total, done, finished, notGraded } = await view();
  expect({ phase, total, done }).toEqual({
    phase: 'ended',
    total: results.labRuns.length + 1,
    done: results.labRuns.length,
  });
  expect(finished.map(({ student }) => student)).toEqual(
    results.labRuns.slice(0, 30).map(({ student }) => student),
  );
  expect(notGraded).toHaveLength(results.labRuns.filter(({ gradable }) => !gradable).length);
});

test('a file that was caught half-written is said to be', async () => {
  await writeFile(path.join(folder, 'progress.json'), '{"schema":');
  await expect(view()).rejects.toThrow(SyntaxError);
});
