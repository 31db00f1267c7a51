import type { LabRun } from '../../reports/schema.ts';
import type { Submission } from '../course/find-submissions.ts';

/** Who is told how a run goes on. */
export interface Progress {
  begin(total: number): void;
  started(submission: Submission): void;
  finished(labRun: LabRun): void;
  end(): void;
}
