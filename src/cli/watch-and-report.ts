import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { GradeError } from '../../harness/runtime/errors.ts';
import { lastSeed } from '../run/last-seed.ts';
import { makeFolder } from '../run/make-folder.ts';
import { watchLab } from '../watch/watch-lab.ts';
import { announceServer } from './announce-server.ts';
import { exitStatus } from './exit-status.ts';
import type { RunOptions } from './options.ts';
import { announceSweep, processWarning, type ReportRequest } from './run-and-report.ts';
import { showProgress } from './show-progress.ts';
import { warn } from './terminal.ts';

/** A terminal and its shell may send one signal twice. */
const sameSignalMs = 300;

/**
 * Grades one program whenever it is saved, until Ctrl-C.
 * @returns 0
 * @throws GradeError when an option makes no sense with it, or the first run cannot be made
 */
export async function watchAndReport(request: ReportRequest, isServed = false): Promise<number> {
  const { options, notes, onlyChecks, rules } = request;
  const [submission] = request.submissions;
  if (submission === undefined) return exitStatus.graded;
  mustGoTogether(options);
  await announceSweep();
  if (options.runtime === 'process') warn(processWarning);
  const outFolder = path.resolve(options.out);
  await makeFolder(outFolder);
  await using _server = isServed ? await announceServer(outFolder) : undefined;
  await watchLab({
    submission,
    run: {
      outFolder,
      seed: options.seed ?? (await lastSeed(outFolder)) ?? randomBytes(4).toString('hex'),
      jobs: options.jobs,
      runtime: options.runtime,
      isFresh: options.fresh === true,
      command: ['grade', ...process.argv.slice(2)].join(' '),
      notes: [...notes, ...(options.runtime === 'process' ? [processWarning] : [])],
      ...(onlyChecks && { onlyChecks }),
      ...(rules && { rules }),
    },
    openProgress: () => showProgress(process.stderr),
    render: (results) => request.render(results, outFolder),
    say: (text) => process.stdout.write(`${text}\n`),
    signal: endSignal(),
  });
  return exitStatus.graded;
}

function mustGoTogether({ json, failUnder }: RunOptions): void {
  if (json) {
    throw new GradeError(
      'watch-with-json',
      '--json prints one result, and --watch has no last one. Leave one of them out; with --watch the newest result is in results.json of the report folder.',
    );
  }
  if (failUnder !== undefined) {
    throw new GradeError(
      'watch-with-fail-under',
      '--fail-under decides the exit status of one run, and --watch always ends with 0. Leave one of them out.',
    );
  }
}

/** Aborted by Ctrl-C and its like; a second Ctrl-C leaves at once. */
function endSignal(): AbortSignal {
  const end = new AbortController();
  let endedAt = 0;
  const onSignal = () => {
    if (end.signal.aborted && performance.now() - endedAt > sameSignalMs)
      process.exit(exitStatus.interrupted);
    if (end.signal.aborted) return;
    endedAt = performance.now();
    end.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  return end.signal;
}
