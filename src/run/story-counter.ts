import type { Lab } from '../../harness/engine/lab.ts';
import type { Job } from '../../harness/runtime/runtime.ts';
import type { Submission } from '../course/submission.ts';
import type { Progress, StoryCount } from './progress.ts';

interface Counted {
  readonly submission: Submission;
  readonly lab: Lab;
  readonly told: Set<string>;
  done: number;
  total: number;
}

/** Counts the stories of each submission from the jobs that are done, and passes that on. */
export class StoryCounter {
  readonly #counted: ReadonlyMap<string, Counted>;
  readonly #onlyChecks: ReadonlySet<string> | undefined;
  readonly #progress: Progress;

  /** @param counted by the key that the files of a submission have in the run folder */
  constructor(
    counted: ReadonlyMap<string, Pick<Counted, 'submission' | 'lab'>>,
    onlyChecks: ReadonlySet<string> | undefined,
    progress: Progress,
  ) {
    this.#counted = new Map(
      [...counted].flatMap(([key, { submission, lab }]) => {
        const one = { submission, lab, told: new Set<string>(), done: 0, total: 0 };
        return lab.parts.map(({ id }) => [`built-${key}-${id}`, one] as const);
      }),
    );
    this.#onlyChecks = onlyChecks;
    this.#progress = progress;
  }

  done(job: Job): void {
    const counted = this.#counted.get(job.kind === 'prepare' ? job.builtFolder : job.program.folder);
    if (counted === undefined) return;
    if (job.kind === 'prepare') counted.total += this.#storiesOf(counted.lab, job.part.id);
    else noteStory(counted, job.scenario);
    this.#progress.played(counted.submission, this.#countOf(counted));
  }

  #countOf({ done, total }: Counted): StoryCount {
    return { done, total: this.#onlyChecks === undefined ? Math.max(done, total) : undefined };
  }

  #storiesOf(lab: Lab, part: string): number {
    const stories = lab.checks.map(({ scenario }) => scenario).filter((each) => each.part === part);
    return new Set(stories).size;
  }
}

/** What is told a second time, to be sure, comes on top. */
function noteStory(counted: Counted, scenario: string): void {
  if (counted.told.has(scenario)) counted.total += 1;
  counted.told.add(scenario);
  counted.done += 1;
}
