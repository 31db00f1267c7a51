import type { LabRun } from '../../reports/schema.ts';
import type { Submission } from '../course/submission.ts';

/** How far one submission is. */
export interface StoryCount {
  readonly done: number;
  /** As far as it is known by now; undefined before the programs are built. */
  readonly total: number | undefined;
}

/** Who is told how a run goes on. */
export interface Progress {
  begin(total: number): void;
  started(submission: Submission): void;
  /** One of its stories was played, or more of them are known. */
  played(submission: Submission, stories: StoryCount): void;
  /** @param isReused it stands from an earlier run, as nothing has changed */
  finished(labRun: LabRun, isReused: boolean): void;
  /** A line for people, above what is drawn. */
  say(text: string): void;
  end(): void;
}
