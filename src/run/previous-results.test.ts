import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fixtureResults } from '../../reports/testing/fixture-results.ts';
import { changesSince, readPreviousResults } from './previous-results.ts';

it('reads what stands there, and tells when that run began', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-previous-'));
  const results = fixtureResults();
  await writeFile(path.join(folder.path, 'results.json'), JSON.stringify(results));
  const changes = changesSince(await readPreviousResults(folder.path), results);
  expect(changes).toMatchObject({ since: results.run.startedAt, difference: { isSame: true } });
});

it.each(['', '{"schema":"grade/results/v0"}', '{"schema":'])('takes %j for nothing', async (content) => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-previous-'));
  await writeFile(path.join(folder.path, 'results.json'), content);
  expect(await readPreviousResults(folder.path)).toBeUndefined();
});

it('has no changes where nothing stands', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-previous-'));
  expect(changesSince(await readPreviousResults(folder.path), fixtureResults())).toBeUndefined();
});
