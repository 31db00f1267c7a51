import type { LabRun, LabSummary, Person, Results, Status } from './schema.ts';
import { roundPoints } from './score.ts';

/** One student's line in the gradebook. */
export interface StudentRow {
  readonly student: string;
  /** Of the roster, where there is one. */
  readonly person: Person | undefined;
  /** By id of the lab; no entry where nothing was handed in. */
  readonly labRuns: ReadonlyMap<string, LabRun>;
  /** Over the gradable lab runs, as are `possible` and `bonus`. */
  readonly points: number;
  readonly possible: number;
  readonly bonus: number;
  /** Anything at all was graded; else there is no sum to show. */
  readonly isGraded: boolean;
  /** Something of it could not be graded, or not yet, so that the sum says too little. */
  readonly isIncomplete: boolean;
  /** Labs that were handed in and not graded yet, as the run was stopped. */
  readonly pending: ReadonlySet<string>;
  /** Handed in nothing at all. */
  readonly isAbsent: boolean;
}

/** How often a check came out how. */
export interface CheckStatistics {
  readonly check: string;
  readonly title: string;
  readonly counts: Readonly<Record<Status, number>>;
}

export interface LabStatistics {
  readonly lab: LabSummary;
  readonly gradable: readonly LabRun[];
  readonly ungradable: readonly LabRun[];
  /** Of the points of gradable lab runs; undefined when there are none. */
  readonly medianPoints: number | undefined;
  /** Lab runs per tenth of the possible points; full marks are in the last. */
  readonly histogram: readonly number[];
  /** The most often failed first. */
  readonly checks: readonly CheckStatistics[];
}

/** What a whole submission can earn in a lab, without bonus. */
export function fullPoints({ checks }: LabSummary): number {
  return roundPoints(checks.reduce((sum, { kind, points }) => sum + (kind === 'extension' ? 0 : points), 0));
}

/** What all labs of the run can earn together: totals out of less than this say so. */
export function fullTotal({ labs }: Results): number {
  return roundPoints(labs.reduce((sum, lab) => sum + fullPoints(lab), 0));
}

/** The gradebook's lines, by name: also of those on the roster who handed in nothing. */
export function studentRows({ labRuns, roster = [], run: { pending = [] } }: Results): StudentRow[] {
  const byStudent = Map.groupBy(labRuns, ({ student }) => student);
  const stillToCome = Map.groupBy(pending, ({ student }) => student);
  const enrolled = new Map(roster.map((person) => [person.student, person]));
  const students = new Set([...enrolled.keys(), ...byStudent.keys(), ...stillToCome.keys()]);
  const rows = [...students].map((student) => {
    const runs = byStudent.get(student) ?? [];
    const open = (stillToCome.get(student) ?? []).map(({ lab }) => lab);
    const gradable = runs.filter((run) => run.gradable);
    return {
      student,
      person: enrolled.get(student),
      labRuns: new Map(runs.map((run) => [run.lab, run])),
      points: sumOf(gradable, 'points'),
      possible: sumOf(gradable, 'possible'),
      bonus: sumOf(gradable, 'bonus'),
      isGraded: gradable.length > 0,
      isIncomplete: gradable.length < runs.length + open.length,
      pending: new Set(open),
      isAbsent: runs.length + open.length === 0,
    };
  });
  const byName = new Intl.Collator('en', { numeric: true });
  return rows.sort((a, b) => byName.compare(a.student, b.student));
}

function sumOf(labRuns: readonly LabRun[], key: 'points' | 'possible' | 'bonus'): number {
  return roundPoints(labRuns.reduce((sum, { score }) => sum + score[key], 0));
}

/** How the class did in one lab. */
export function labStatistics(lab: LabSummary, { labRuns }: Results): LabStatistics {
  const runs = labRuns.filter((run) => run.lab === lab.id);
  const gradable = runs.filter((run) => run.gradable);
  return {
    lab,
    gradable,
    ungradable: runs.filter((run) => !run.gradable),
    medianPoints: median(gradable.map(({ score }) => score.points)),
    histogram: histogram(gradable),
    checks: checkStatistics(lab, runs),
  };
}

function checkStatistics(lab: LabSummary, runs: readonly LabRun[]): CheckStatistics[] {
  const byCheck = new Map(
    lab.checks.map(({ id, title }) => [
      id,
      { check: id, title, counts: { passed: 0, failed: 0, blocked: 0, inconclusive: 0, errored: 0 } },
    ]),
  );
  for (const { verdicts } of runs) {
    for (const { check, status } of verdicts) {
      const statistics = byCheck.get(check);
      if (statistics) statistics.counts[status] += 1;
    }
  }
  return [...byCheck.values()].sort(
    (a, b) => b.counts.failed - a.counts.failed || b.counts.blocked - a.counts.blocked,
  );
}

/** The middle of the values, or between the two in the middle; undefined without values. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

function histogram(runs: readonly LabRun[]): number[] {
  const tenths = new Array<number>(10).fill(0);
  for (const { score } of runs) {
    const share = score.possible > 0 ? score.points / score.possible : 0;
    const tenth = Math.min(9, Math.max(0, Math.floor(share * 10)));
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  return tenths;
}
