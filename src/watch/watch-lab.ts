import { GradeError } from '../../harness/runtime/errors.ts';
import { openRuntime } from '../../harness/runtime/open-runtime.ts';
import type { RuntimeName } from '../../harness/runtime/runtime.ts';
import type { LabRun, Results } from '../../reports/schema.ts';
import { visibleLine } from '../../reports/text/visible-text.ts';
import type { Submission } from '../course/submission.ts';
import { gradeRun, type RunRequest } from '../run/grade-run.ts';
import { Changes } from './changes.ts';
import { compareLabRuns } from './compare-lab-runs.ts';
import { WarmRuntime } from './warm-runtime.ts';

const namedFiles = 3;

export interface WatchRequest {
  readonly submission: Submission;
  /** Of each run; all but the first grade afresh. */
  readonly run: Omit<RunRequest, 'submissions' | 'signal' | 'progress' | 'openRuntime'> & {
    readonly runtime: RuntimeName;
  };
  /** One for each run. */
  readonly openProgress: () => RunRequest['progress'];
  readonly render: (results: Results) => Promise<string>;
  readonly say: (text: string) => void;
  /** Ends the watching, and what is under way. */
  readonly signal: AbortSignal;
}

/**
 * Grades a program, and again whenever its files are saved, in worlds that stay warm; a save during a run starts it
 * over. Resolves when the signal says so, and leaves nothing behind.
 * @throws GradeError when the first run cannot be made
 */
export async function watchLab(request: WatchRequest): Promise<void> {
  const { submission, run, signal, say } = request;
  const ended = new Promise<undefined>((resolve) =>
    signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  );
  await using changes = await Changes.open({ location: submission.location, leftOut: [run.outFolder] });
  await using warm = new WarmRuntime(await openRuntime(run.runtime));
  let before: LabRun | undefined;
  let isFirst = true;
  while (!signal.aborted) {
    const saved = changes.next();
    const stop = new AbortController();
    const grading = gradeOnce(request, warm, stop.signal, isFirst);
    const isDone = await Promise.race([
      grading.then(() => true),
      Promise.race([saved, ended]).then(() => false),
    ]);
    if (!isDone) stop.abort();
    const results = await grading;
    const [labRun] = results?.labRuns ?? [];
    if (isDone && results && labRun) {
      say(await request.render(results));
      if (before && labRun.gradable)
        say(`Since the last run: ${compareLabRuns(before, labRun).join('\n  ')}`);
      if (labRun.gradable) before = labRun;
    }
    if (isDone) say('Watching for the next save. Ctrl-C ends.');
    const names = await Promise.race([saved, ended]);
    if (names !== undefined) say(`\n${describe(names)} saved${isDone ? '' : ' again'}; running.`);
    isFirst = false;
  }
}

/** Undefined where it could not be made, which is said: a file may have gone for a moment. */
async function gradeOnce(
  { submission, run, openProgress, say }: WatchRequest,
  warm: WarmRuntime,
  signal: AbortSignal,
  isFirst: boolean,
): Promise<Results | undefined> {
  try {
    return await gradeRun({
      ...run,
      submissions: [submission],
      isFresh: run.isFresh || !isFirst,
      progress: openProgress(),
      openRuntime: () => warm.lend(),
      signal,
    });
  } catch (error) {
    if (isFirst || !(error instanceof GradeError)) throw error;
    say(`grade: ${error.message}`);
    return undefined;
  }
}

function describe(names: readonly string[]): string {
  const more = names.length - namedFiles;
  const named = names.slice(0, namedFiles).map(visibleLine).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
