import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Lab } from '../../harness/engine/lab.ts';
import { writeHtmlReport } from '../../reports/html/write-html-report.ts';
import { transcriptReader } from '../../reports/read-transcript.ts';
import { countVerdicts, type LabRun, type Results, resultsSchemaName } from '../../reports/schema.ts';
import { noCourse } from '../course/course-rules.ts';
import type { Submission } from '../course/submission.ts';
import type { RunRequest } from './grade-run.ts';
import { forgetSeed } from './last-seed.ts';
import { changesSince, readPreviousResults } from './previous-results.ts';
import { toLabSummary } from './to-lab-run.ts';
import { versionsHere } from './versions.ts';
import { writeStudentEditions } from './write-student-editions.ts';
import { unwritable, writeWhole } from './write-whole.ts';

/** Lab runs as the labs score them, before the rules of a course. */
export interface GradedAll {
  /** The labs that were used, by id. */
  readonly loaded: ReadonlyMap<string, Lab>;
  readonly labRuns: readonly LabRun[];
}

/**
 * Puts together what a run came to, and writes results and report. One that was stopped before anything was graded leaves
 * the report as it was.
 */
export async function concludeRun(
  request: RunRequest,
  startedAt: Date,
  { loaded, labRuns }: GradedAll,
): Promise<Results> {
  const { about, summarise, choose } = request.rules ?? noCourse;
  const chosen = choose(labRuns);
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
      counts: countVerdicts(chosen),
      ...(about.course && { course: about.course }),
      ...(request.signal.aborted && { pending: pendingOf(request.submissions, labRuns) }),
      notes: [
        ...request.notes,
        ...(request.signal.aborted ? ['The run was stopped before it was done.'] : []),
      ],
    },
    labs: [...loaded.values()].map((lab) => summarise(toLabSummary(lab))),
    labRuns: [...chosen],
    ...(about.roster && { roster: about.roster }),
  };
  if (request.signal.aborted && labRuns.length === 0) return results;
  await writeResults(request.outFolder, results);
  if (request.rules !== undefined) await writeStudentEditions(request.outFolder, results);
  await forgetSeed(request.outFolder);
  return results;
}

function pendingOf(submissions: readonly Submission[], labRuns: readonly LabRun[]) {
  const isGraded = ({ student, lab }: Submission) =>
    labRuns.some((labRun) => labRun.student === student && labRun.lab === lab);
  return submissions
    .filter((each) => !isGraded(each))
    .map(({ student, person = student, lab }) => ({ student: person, lab }));
}

async function writeResults(outFolder: string, results: Results): Promise<void> {
  const changes = changesSince(await readPreviousResults(outFolder), results);
  await writeWhole(path.join(outFolder, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  await writeHtmlReport(outFolder, results, transcriptReader(outFolder), changes).catch((error: unknown) => {
    throw unwritable(outFolder, error);
  });
}
