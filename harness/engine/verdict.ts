import type { Evidence } from '../expect/failure.ts';
import type { Check, Kind, Level, Source } from './lab.ts';

export type Status = 'passed' | 'failed' | 'blocked' | 'inconclusive' | 'errored';

/** Outcome of one check for one submission. */
export interface Verdict {
  readonly check: string;
  readonly title: string;
  readonly kind: Kind;
  readonly level: Level;
  readonly part: string;
  readonly scenario: string;
  readonly status: Status;
  /** Awarded: all for passed and inconclusive (a doubt takes nothing), the credit of a failure, else 0. */
  readonly points: number;
  readonly possible: number;
  readonly sources: readonly Source[];
  readonly evidence: readonly Evidence[];
  readonly expected?: string;
  readonly actual?: string;
  readonly hint?: string;
  readonly reproduce?: string;
  readonly reproduceNote?: string;
  /** Id of the check it waited for. */
  readonly blockedBy?: string;
  /** Why it is blocked, inconclusive or errored. */
  readonly reason?: string;
  /** Worlds it was judged in, when more than one. */
  readonly attempts?: number;
  readonly isTimed?: boolean;
}

type Outcome = Partial<Omit<Verdict, 'points'>> & Pick<Verdict, 'status'>;

/** The verdict of a check with what every verdict repeats of it. */
export function verdictOf(check: Check, outcome: Outcome, credit = 0): Verdict {
  const isFull = outcome.status === 'passed' || outcome.status === 'inconclusive';
  return {
    check: check.id,
    title: check.title,
    kind: check.kind,
    level: check.level,
    part: check.scenario.part,
    scenario: check.scenario.id,
    possible: check.points,
    points: isFull ? check.points : round(check.points * credit),
    sources: check.sources,
    evidence: [],
    ...(check.isTimed && { isTimed: true }),
    ...outcome,
  };
}

/** Points are shown with at most two decimals, and so they are kept. */
export function round(points: number): number {
  return Math.round(points * 100) / 100;
}
