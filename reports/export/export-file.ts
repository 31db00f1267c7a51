import { labRunFolder } from '../report-paths.ts';
import type { LabRun, Results } from '../schema.ts';

/** A file to be written. The path is relative to the folder of the export, with `/`, and safe to use. */
export interface ExportFile {
  readonly path: string;
  readonly content: string;
}

/** What became of an export. */
export interface Exported {
  readonly files: readonly ExportFile[];
  /** Paths at which nothing may stay from before, or from a student: there it would be read as the result. */
  readonly absent?: readonly string[];
  /** Sentences for whoever called: what differs from what one may expect. */
  readonly remarks: readonly string[];
  /** Sentences on what is not in the files and should be: whoever called has to do something. */
  readonly leftOut: readonly string[];
}

/**
 * One file per submission: `ada/proxy/results.json`, or `results.json` where there is one submission only, since
 * whoever grades one at a time has to know where its file is.
 */
export function submissionFiles(
  { labRuns }: Results,
  name: string,
  render: (labRun: LabRun) => string,
): ExportFile[] {
  const folder = (labRun: LabRun) => (labRuns.length === 1 ? '' : `${labRunFolder(labRun)}/`);
  return labRuns.map((labRun) => ({ path: `${folder(labRun)}${name}`, content: render(labRun) }));
}
