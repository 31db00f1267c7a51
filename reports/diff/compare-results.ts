import type { LabRun, Results, Status } from '../schema.ts';
import { compareLabRuns, type LabRunDifference } from './compare-lab-runs.ts';
import { compareSetups, type SetupDifference } from './compare-setups.ts';

/** A submission, by whom and for what. */
export interface SubmissionName {
  readonly student: string;
  readonly lab: string;
}

/** In what two results differ. Times, ids and the machine's own versions are no difference. */
export interface ResultsDifference {
  /** No verdict, no points, no submission differs, whatever else does. */
  readonly isSame: boolean;
  /** How many submissions both have. */
  readonly compared: number;
  /** What may explain differences, and is none by itself: seed, runtime, versions. */
  readonly setups: readonly SetupDifference[];
  readonly onlyInFirst: readonly SubmissionName[];
  readonly onlyInSecond: readonly SubmissionName[];
  readonly labRuns: readonly LabRunDifference[];
}

/** How a check came out, in one of two results. */
export interface Outcome {
  readonly status: Status;
  readonly points: number;
  readonly possible: number;
}

/** Compares two results, submission by submission. */
export function compareResults(first: Results, second: Results): ResultsDifference {
  const [before, after] = [byName(first.labRuns), byName(second.labRuns)];
  const pairs = [...before].flatMap(([name, labRun]) => {
    const other = after.get(name);
    return other === undefined ? [] : [[labRun, other] as const];
  });
  const labRuns = pairs.map(([a, b]) => compareLabRuns(a, b)).filter((each) => each !== undefined);
  const onlyInFirst = only(before, after);
  const onlyInSecond = only(after, before);
  return {
    isSame: labRuns.length + onlyInFirst.length + onlyInSecond.length === 0,
    compared: pairs.length,
    setups: compareSetups(first, second),
    onlyInFirst,
    onlyInSecond,
    labRuns,
  };
}

function byName(labRuns: readonly LabRun[]): Map<string, LabRun> {
  return new Map(labRuns.map((labRun) => [JSON.stringify([labRun.student, labRun.lab]), labRun]));
}

function only(those: ReadonlyMap<string, LabRun>, without: ReadonlyMap<string, LabRun>): SubmissionName[] {
  const rest = [...those].filter(([name]) => !without.has(name));
  return rest.map(([, { student, lab }]) => ({ student, lab }));
}
