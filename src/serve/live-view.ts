import type { FinishedLabRun, ProgressRecord } from '../run/progress-record.ts';

/** One line of the live page. */
export interface LabRunRow extends Pick<FinishedLabRun, 'student' | 'labTitle' | 'gradable' | 'score'> {
  readonly ungradableBecause?: string | undefined;
  readonly isReused: boolean;
  /** Relative to the live page; absent as long as there is no page. */
  readonly href?: string;
}

/** What the live page shows. */
export interface LiveView {
  /** `lost`: nothing was heard of a run that should be under way. */
  readonly phase: 'empty' | 'running' | 'lost' | 'ended';
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs?: number;
  readonly timeLeftMs?: number | undefined;
  readonly total: number;
  readonly done: number;
  readonly reused: number;
  readonly ungradable: number;
  readonly running: ProgressRecord['running'];
  readonly finished: readonly LabRunRow[];
  readonly notGraded: readonly LabRunRow[];
  /** Whether `index.html` is there: of this run, or while one goes on of the run before. */
  readonly hasReport: boolean;
  readonly notes: readonly string[];
}

/** Nothing was graded here yet. */
export const emptyView: LiveView = {
  ...{ phase: 'empty', startedAt: '', total: 0, done: 0, reused: 0, ungradable: 0 },
  ...{ running: [], finished: [], notGraded: [], hasReport: false, notes: [] },
};
