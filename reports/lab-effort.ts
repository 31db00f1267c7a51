import { median } from './class-summary.ts';
import type { LabRun, LabSummary, Results } from './schema.ts';

/** What it took to grade a lab. Times in ms. */
export interface LabEffort {
  readonly lab: LabSummary;
  readonly labRuns: number;
  readonly medianMs: number;
  readonly totalMs: number;
  /** Undefined where nothing was handed in. */
  readonly longest: LabRun | undefined;
  /** Verdicts that took more than one look. */
  readonly judgedAgain: number;
  /** Looks beyond the first of each of these. */
  readonly moreLooks: number;
  readonly inconclusive: number;
}

/** How long the submissions of a lab took, and how often the grader had to look twice. */
export function labEffort(lab: LabSummary, { labRuns }: Results): LabEffort {
  const runs = labRuns.filter((run) => run.lab === lab.id);
  const verdicts = runs.flatMap((run) => run.verdicts);
  const again = verdicts.filter(({ attempts = 1 }) => attempts > 1);
  return {
    lab,
    labRuns: runs.length,
    medianMs: median(runs.map(({ durationMs }) => durationMs)) ?? 0,
    totalMs: runs.reduce((all, { durationMs }) => all + durationMs, 0),
    longest: runs.toSorted((a, b) => b.durationMs - a.durationMs)[0],
    judgedAgain: again.length,
    moreLooks: again.reduce((all, { attempts = 1 }) => all + attempts - 1, 0),
    inconclusive: verdicts.filter(({ status }) => status === 'inconclusive').length,
  };
}
