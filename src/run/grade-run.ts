import PQueue from 'p-queue';
import type { Lab } from '../../harness/engine/lab.ts';
import { openRuntime } from '../../harness/runtime/open-runtime.ts';
import type { Job, RuntimeName } from '../../harness/runtime/runtime.ts';
import { SlotPool } from '../../harness/runtime/slot-pool.ts';
import { labs } from '../../labs/index.ts';
import type { LabRun, Results } from '../../reports/schema.ts';
import type { CourseRules } from '../course/course-rules.ts';
import type { Submission } from '../course/submission.ts';
import type { GradedAll } from './conclude-run.ts';
import { isWorldSure, type OpenRuntime } from './early-start.ts';
import { gradeOne, keyOf } from './grade-one.ts';
import { LabRunStore } from './lab-run-store.ts';
import { rememberSeed } from './last-seed.ts';
import { LongestFirst } from './longest-first.ts';
import { makeFolder } from './make-folder.ts';
import { observeJobs } from './observe-jobs.ts';
import type { Progress } from './progress.ts';
import { ProgressFile } from './progress-file.ts';
import { StoryCounter } from './story-counter.ts';
import { tellAll } from './tell-all.ts';
import { codeDigest, productVersion } from './versions.ts';

export interface RunRequest {
  readonly submissions: readonly Submission[];
  readonly outFolder: string;
  readonly seed: string;
  /** Submissions at the same time. */
  readonly jobs: number;
  readonly runtime: RuntimeName;
  /** For one who keeps worlds warm from run to run, or has begun to open one. */
  readonly openRuntime?: OpenRuntime;
  /** Points, visibility and deductions of a course; those of the labs when absent. */
  readonly rules?: CourseRules;
  /** Ids of checks to judge; all when absent. */
  readonly onlyChecks?: ReadonlySet<string>;
  /** Grades again what has not changed since the last run. */
  readonly isFresh: boolean;
  readonly command: string;
  readonly notes: readonly string[];
  readonly progress: Progress;
  /** Stops the run; what was finished is kept. */
  readonly signal: AbortSignal;
}

/**
 * Grades submissions, writes each lab run when it is done, and at the end the results and the report. One that was
 * stopped before anything was graded leaves the report as it was.
 */
export async function gradeRun(asked: RunRequest): Promise<Results> {
  const startedAt = new Date();
  await makeFolder(asked.outFolder);
  await rememberSeed(asked.outFolder, asked.seed);
  await using progressFile = new ProgressFile(asked.outFolder, asked);
  const request = { ...asked, progress: tellAll([asked.progress, progressFile]) };
  const graded = await gradeAll(request);
  const { concludeRun } = await loadConclusion();
  return await concludeRun(request, startedAt, graded);
}

/** Reports take longer to load than a world to open: for that there is time once worlds are at work. */
function loadConclusion() {
  return import('./conclude-run.ts');
}

/** Stories mostly wait: two worlds for each submission that is graded keep a processor about as busy as one can be. */
const worldsPerSubmission = 2;

async function gradeAll(request: RunRequest): Promise<GradedAll> {
  const store = new LabRunStore(request.outFolder, () => ({
    seed: request.seed,
    runtime: request.runtime,
    version: `${productVersion} ${codeDigest()} ${[...(request.onlyChecks ?? [])].join()}`,
  }));
  await using runtime = await (request.openRuntime ?? openRuntime)(request.runtime);
  const onDone = (job: Job) => {
    // Whoever awaits it hears when it cannot be loaded.
    setImmediate(() => void loadConclusion().catch(() => undefined));
    stories.done(job);
  };
  await using pool = new SlotPool(observeJobs(runtime, onDone), request.jobs * worldsPerSubmission);
  const stop = () => void pool[Symbol.asyncDispose]();
  if (request.signal.aborted) stop();
  else request.signal.addEventListener('abort', stop, { once: true });
  // While the labs are loaded and programs are read.
  if (isWorldSure(request.outFolder, request.isFresh)) void pool.warmUp();
  const loaded = await loadLabs(request);
  const keyed = new Map(
    request.submissions.flatMap((submission) => {
      const lab = loaded.get(submission.lab);
      return lab === undefined ? [] : [[keyOf(submission), { submission, lab }] as const];
    }),
  );
  const stories = new StoryCounter(keyed, request.onlyChecks, request.progress);
  const queue = new PQueue({ concurrency: request.jobs });
  const labRuns = new Map<Submission, LabRun>();
  request.progress.begin(request.submissions.length);
  const order = new LongestFirst(keyed.values(), ({ lab }) => lab.id);
  const tasks = Array.from(keyed, () => async () => {
    const next = order.next();
    if (next === undefined) return;
    const { submission, lab } = next;
    request.progress.started(submission);
    const { labRun, isReused } = await gradeOne({
      ...{ request, lab, submission, store, pool },
      runFolder: runtime.runFolder,
    });
    if (labRun === undefined) return;
    if (!isReused && labRun.gradable) order.note(next, labRun.durationMs);
    labRuns.set(submission, labRun);
    request.progress.finished(labRun, isReused);
  });
  try {
    await queue.addAll(tasks);
  } finally {
    queue.clear();
    request.progress.end();
  }
  return { loaded, labRuns: request.submissions.flatMap((submission) => labRuns.get(submission) ?? []) };
}

async function loadLabs({ submissions }: RunRequest): Promise<ReadonlyMap<string, Lab>> {
  const used = new Set(submissions.map(({ lab }) => lab));
  const entries = labs.filter(({ id }) => used.has(id));
  return new Map(await Promise.all(entries.map(async (entry) => [entry.id, await entry.load()] as const)));
}
