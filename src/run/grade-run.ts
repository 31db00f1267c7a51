import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import PQueue from 'p-queue';
import { gradeSubmission } from '../../harness/engine/grade-submission.ts';
import type { Lab } from '../../harness/engine/lab.ts';
import { openRuntime } from '../../harness/runtime/open-runtime.ts';
import type { Runtime, RuntimeName } from '../../harness/runtime/runtime.ts';
import { SlotPool } from '../../harness/runtime/slot-pool.ts';
import { labs } from '../../labs/index.ts';
import { writeHtmlReport } from '../../reports/html/write-html-report.ts';
import { transcriptReader } from '../../reports/read-transcript.ts';
import { safeName } from '../../reports/safe-name.ts';
import { countVerdicts, type LabRun, type Results, resultsSchemaName } from '../../reports/schema.ts';
import { hashSubmission, type Submission } from '../course/find-submissions.ts';
import { LabRunStore } from './lab-run-store.ts';
import { makeFolder } from './make-folder.ts';
import type { Progress } from './progress.ts';
import { toLabRun, toLabSummary } from './to-lab-run.ts';
import { productVersion, versionsHere } from './versions.ts';

export interface RunRequest {
  readonly submissions: readonly Submission[];
  readonly outFolder: string;
  readonly seed: string;
  readonly jobs: number;
  readonly runtime: RuntimeName;
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

/** Grades submissions, writes each lab run when it is done, and at the end the results and the report. */
export async function gradeRun(request: RunRequest): Promise<Results> {
  const startedAt = new Date();
  await makeFolder(request.outFolder);
  const used = new Set(request.submissions.map(({ lab }) => lab));
  const loaded = new Map(
    await Promise.all(
      labs.filter(({ id }) => used.has(id)).map(async (entry) => [entry.id, await entry.load()] as const),
    ),
  );
  const labRuns = await gradeAll(request, loaded);
  const results: Results = {
    schema: resultsSchemaName,
    run: {
      id: randomUUID(),
      seed: request.seed,
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      runtime: request.runtime,
      versions: versionsHere(),
      command: request.command,
      jobs: request.jobs,
      counts: countVerdicts(labRuns),
      notes: [
        ...request.notes,
        ...(request.signal.aborted ? ['The run was stopped before it was done.'] : []),
      ],
    },
    labs: [...loaded.values()].map(toLabSummary),
    labRuns: [...labRuns],
  };
  await writeResults(request.outFolder, results);
  return results;
}

async function gradeAll(request: RunRequest, loaded: ReadonlyMap<string, Lab>): Promise<readonly LabRun[]> {
  const store = new LabRunStore(request.outFolder, {
    seed: request.seed,
    runtime: request.runtime,
    version: `${productVersion} ${[...(request.onlyChecks ?? [])].join()}`,
  });
  await using runtime = await openRuntime(request.runtime);
  await using pool = new SlotPool(runtime, request.jobs);
  request.signal.addEventListener('abort', () => void pool[Symbol.asyncDispose](), { once: true });
  // Scenarios share the slots; a few more lab runs than slots keep all of them busy.
  const queue = new PQueue({ concurrency: Math.max(2, Math.ceil(request.jobs / 2)) });
  const labRuns = new Map<Submission, LabRun>();
  request.progress.begin(request.submissions.length);
  await queue.addAll(
    request.submissions.map((submission) => async () => {
      const lab = loaded.get(submission.lab);
      if (lab === undefined || request.signal.aborted) return;
      request.progress.started(submission);
      const labRun = await gradeOne(request, { lab, submission, store, pool, runtime });
      if (request.signal.aborted) return;
      labRuns.set(submission, labRun);
      request.progress.finished(labRun);
    }),
  );
  request.progress.end();
  return request.submissions.flatMap((submission) => labRuns.get(submission) ?? []);
}

interface Setting {
  readonly lab: Lab;
  readonly submission: Submission;
  readonly store: LabRunStore;
  readonly pool: SlotPool;
  readonly runtime: Runtime;
}

async function gradeOne(request: RunRequest, setting: Setting): Promise<LabRun> {
  const { lab, submission, store, pool, runtime } = setting;
  const hash = await hashSubmission(submission.location);
  const wanted = { student: submission.student, lab: lab.id, labVersion: lab.version, submissionHash: hash };
  const known = request.isFresh ? undefined : await store.find(wanted);
  if (known !== undefined) return known;
  const outcome = await gradeSubmission({
    lab,
    labModule: `labs/${lab.id}/lab.ts`,
    location: submission.location,
    key: `${safeName(submission.student)}-${lab.id}`,
    seed: request.seed,
    pool,
    runFolder: runtime.runFolder,
    ...(request.onlyChecks && { only: request.onlyChecks }),
  });
  const labRun = toLabRun(lab, submission, hash, outcome);
  if (!request.signal.aborted) await store.write(labRun, outcome);
  return labRun;
}

async function writeResults(outFolder: string, results: Results): Promise<void> {
  const file = path.join(outFolder, 'results.json');
  await writeFile(`${file}.part`, `${JSON.stringify(results, undefined, 2)}\n`);
  await rename(`${file}.part`, file);
  await writeHtmlReport(outFolder, results, transcriptReader(outFolder));
}
