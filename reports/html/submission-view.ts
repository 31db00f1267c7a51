import type { LadderDrawing } from '../picture/ladder-svg.ts';
import type { LabRun, LabSummary, Results } from '../schema.ts';
import type { TranscriptFile } from '../transcript-file.ts';

/** What the parts of a submission's page are drawn from. */
export interface SubmissionView {
  readonly results: Results;
  readonly labRun: LabRun;
  readonly lab: LabSummary | undefined;
  /** By id of the scenario; what is missing here could not be read. */
  readonly transcripts: ReadonlyMap<string, TranscriptFile>;
  /** The picture of each of these. */
  readonly pictures: ReadonlyMap<string, LadderDrawing>;
  /** From the page to the folder of `results.json`: empty or `../../`. */
  readonly root: string;
}
