import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { sweepRunFolders } from '../../harness/runtime/run-folder.ts';
import type { Results } from '../../reports/schema.ts';
import type { CourseRules } from '../course/course-rules.ts';
import type { Submission } from '../course/submission.ts';
import type { OpenRuntime } from '../run/early-start.ts';
import { gradeRun } from '../run/grade-run.ts';
import { lastSeed } from '../run/last-seed.ts';
import { exitStatus } from './exit-status.ts';
import type { RunOptions } from './options.ts';
import { showProgress } from './show-progress.ts';
import { print, warn } from './terminal.ts';

/** A shell or `timeout` may send one signal twice: to the process, and to its group. */
const sameSignalMs = 300;

export interface ReportRequest {
  readonly submissions: readonly Submission[];
  readonly options: RunOptions;
  readonly onlyChecks?: ReadonlySet<string>;
  readonly notes: readonly string[];
  /** Of the course; those of the labs when absent. */
  readonly rules?: CourseRules;
  /** For one who has begun to open it. */
  readonly openRuntime?: OpenRuntime;
  /** What is printed for people when all is done. */
  readonly render: (results: Results, outFolder: string) => Promise<string>;
}

/** Grades, shows how it goes on standard error, prints the outcome, and gives the exit status. */
export async function runAndReport(request: ReportRequest): Promise<number> {
  const { options } = request;
  const outFolder = path.resolve(options.out);
  await announceSweep();
  if (options.runtime === 'process') warn(processWarning);
  const stop = new AbortController();
  const progress = showProgress(process.stderr);
  let stoppedAt = 0;
  const onInterrupt = () => {
    if (stop.signal.aborted && performance.now() - stoppedAt > sameSignalMs)
      process.exit(exitStatus.interrupted);
    if (stop.signal.aborted) return;
    stoppedAt = performance.now();
    progress.say('grade: Stopping; what is finished is kept. Press Ctrl-C again to leave at once.');
    stop.abort();
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onInterrupt);
  const results = await gradeRun({
    submissions: request.submissions,
    outFolder,
    seed: options.seed ?? (await lastSeed(outFolder)) ?? randomBytes(4).toString('hex'),
    jobs: options.jobs,
    runtime: options.runtime,
    isFresh: options.fresh === true,
    command: ['grade', ...process.argv.slice(2)].join(' '),
    notes: [...request.notes, ...(options.runtime === 'process' ? [processWarning] : [])],
    progress,
    signal: stop.signal,
    ...(request.onlyChecks && { onlyChecks: request.onlyChecks }),
    ...(request.rules && { rules: request.rules }),
    ...(request.openRuntime && { openRuntime: request.openRuntime }),
  });
  process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  if (options.json) await print(`${JSON.stringify(results, undefined, 2)}\n`);
  else if (results.labRuns.length > 0) await print(`${await request.render(results, outFolder)}\n`);
  if (!stop.signal.aborted) return statusOf(results, options.failUnder);
  warn(stopped(results.labRuns.length, request.submissions.length, options.out));
  return exitStatus.interrupted;
}

function stopped(done: number, all: number, out: string): string {
  if (done === 0) return 'Stopped before anything was graded.';
  return `Stopped: ${done} of ${all} graded and kept in ${out}. The same command goes on from here.`;
}

export const processWarning =
  'The process runtime isolates nothing: programs run with your rights, on your network. Grade only code you trust.';

function statusOf({ labRuns }: Results, failUnder: number | undefined): number {
  if (labRuns.some(({ gradable }) => !gradable)) return exitStatus.ungradable;
  const isBelow = labRuns.some(({ score }) => failUnder !== undefined && score.points < failUnder);
  return isBelow ? exitStatus.belowThreshold : exitStatus.graded;
}

/** Tidies up after runs that were killed, and says so. */
export async function announceSweep(): Promise<void> {
  const swept = await sweepRunFolders();
  if (swept.length > 0) warn(`Removed what an earlier run left behind: ${swept.join(', ')}`);
}
