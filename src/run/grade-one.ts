import { stat } from 'node:fs/promises';
import { gradeSubmission, type LabOutcome } from '../../harness/engine/grade-submission.ts';
import type { Lab } from '../../harness/engine/lab.ts';
import { scoreOf } from '../../harness/engine/score.ts';
import { EnvironmentError, GradeError } from '../../harness/runtime/errors.ts';
import type { SlotPool } from '../../harness/runtime/slot-pool.ts';
import { safeName } from '../../reports/safe-name.ts';
import type { LabRun } from '../../reports/schema.ts';
import { noCourse } from '../course/course-rules.ts';
import { hashSubmission, type Submission, unreadable } from '../course/submission.ts';
import type { RunRequest } from './grade-run.ts';
import type { LabRunStore } from './lab-run-store.ts';
import type { Scope } from './missing-parts.ts';
import { toLabRun } from './to-lab-run.ts';

export interface Setting {
  readonly request: Pick<RunRequest, 'seed' | 'onlyChecks' | 'isFresh' | 'signal' | 'rules'>;
  readonly lab: Lab;
  readonly submission: Submission;
  readonly store: LabRunStore;
  readonly pool: SlotPool;
  readonly runFolder: string;
}

export interface Graded {
  /** Undefined when the run was stopped before it was done. */
  readonly labRun: LabRun | undefined;
  /** It stands from an earlier run, as nothing has changed. */
  readonly isReused: boolean;
}

/** What the files of a submission are called in the run folder. */
export function keyOf({ student, lab }: Submission): string {
  return `${safeName(student)}-${lab}`;
}

/**
 * Grades one submission, or finds its lab run from an earlier run, and stores it at once. The rules of a course are
 * applied to what was found or judged, so that nothing is run again when they change. What goes wrong on our side makes
 * this one ungradable and leaves the others alone.
 * @throws EnvironmentError when nothing can be graded or stored on this machine
 */
export async function gradeOne(setting: Setting): Promise<Graded> {
  const { request, submission } = setting;
  const { labRun, isReused } = await judgeOne(setting);
  const { judge } = request.rules ?? noCourse;
  return { labRun: labRun && judge(labRun, submission), isReused };
}

/** By the points of the lab. */
async function judgeOne(setting: Setting): Promise<Graded> {
  const { request, lab, submission, store } = setting;
  const { unusableBecause } = submission;
  if (unusableBecause !== undefined) return { labRun: ungradable(setting, unusableBecause), isReused: false };
  try {
    const hash = await hashSubmission(submission.location);
    const wanted = {
      student: submission.student,
      lab: lab.id,
      labVersion: lab.version,
      submissionHash: hash,
    };
    const known = request.isFresh ? undefined : await store.find(wanted);
    if (known !== undefined) return { labRun: known, isReused: true };
    if (request.signal.aborted) return stopped;
    const outcome = await play(setting);
    const labRun = toLabRun({ lab, submission, hash, scope: await scopeOf(setting), outcome });
    // What broke off because the run was stopped is no result.
    if (request.signal.aborted) return stopped;
    await store.write(labRun, outcome);
    return { labRun, isReused: false };
  } catch (error) {
    if (request.signal.aborted) return stopped;
    if (error instanceof EnvironmentError) throw error;
    return { labRun: ungradable(setting, reasonOf(submission, error)), isReused: false };
  }
}

const stopped: Graded = { labRun: undefined, isReused: false };

function play({ request, lab, submission, pool, runFolder }: Setting): Promise<LabOutcome> {
  return gradeSubmission({
    lab,
    labModule: `labs/${lab.id}/lab.ts`,
    location: submission.location,
    key: keyOf(submission),
    seed: request.seed,
    pool,
    runFolder,
    ...(request.onlyChecks && { only: request.onlyChecks }),
  });
}

async function scopeOf({ request, submission: { location } }: Setting): Promise<Scope> {
  if (request.onlyChecks !== undefined) return 'checks';
  return (await stat(location)).isFile() ? 'file' : 'whole';
}

/** Not stored: the next run tries again. */
function ungradable({ lab, submission }: Setting, ungradableBecause: string): LabRun {
  const outcome = {
    programs: [],
    verdicts: [],
    scenarios: [],
    score: scoreOf([]),
    findings: [],
    isGradable: false,
    ungradableBecause,
    durationMs: 0,
  };
  return toLabRun({ lab, submission, hash: '', scope: 'checks', outcome });
}

function reasonOf({ location }: Submission, error: unknown): string {
  if (error instanceof GradeError) return `${error.message}. That is the grader's fault; grade it again.`;
  const isOfTheSystem = error instanceof Error && 'syscall' in error;
  if (isOfTheSystem) return unreadable((error as NodeJS.ErrnoException).path ?? location, error).message;
  return `The grader has a fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
