import { existsSync } from 'node:fs';
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { gradeRun } from './grade-run.ts';
import { countingRuntime } from './testing/counting-runtime.ts';

const silent = {
  begin() {},
  started() {},
  played() {},
  finished() {},
  say() {},
  end() {},
};

test('a run that was stopped before it opened its worlds opens none, and leaves the report as it was', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-run-'));
  const location = path.join(folder.path, 'ada');
  await mkdir(location);
  await writeFile(
    path.join(location, 'server.py'),
    'import socket\ns = socket.socket()\ns.bind(("", 8080))\n',
  );
  const outFolder = path.join(folder.path, 'out');
  const { open, opener } = countingRuntime({ runFolder: path.join(folder.path, 'run') });
  const results = await gradeRun({
    ...{ submissions: [{ student: 'ada', lab: 'web-server', location }], outFolder, seed: '1', jobs: 1 },
    ...{ runtime: 'process', openRuntime: opener, isFresh: false, command: 'grade', notes: [] },
    ...{ progress: silent, signal: AbortSignal.abort() },
  });
  expect(results.labRuns).toEqual([]);
  expect(results.run.pending).toEqual([{ student: 'ada', lab: 'web-server' }]);
  expect(open).toEqual({ runtimes: 0, slots: 0, everOpened: 0 });
  expect(existsSync(path.join(outFolder, 'results.json'))).toBe(false);
});
