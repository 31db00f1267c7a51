import { round, type Verdict } from './verdict.ts';

export interface Score {
  readonly points: number;
  readonly possible: number;
  readonly bonus: number;
  readonly bonusPossible: number;
}

/** Core checks make the points, extensions the bonus; robust ones are reported and count only if a course gives points. */
export function scoreOf(verdicts: readonly Verdict[]): Score {
  const bonus = verdicts.filter(({ kind }) => kind === 'extension');
  const counted = verdicts.filter(({ kind }) => kind !== 'extension');
  return {
    points: sum(counted.map(({ points }) => points)),
    possible: sum(counted.map(({ possible }) => possible)),
    bonus: sum(bonus.map(({ points }) => points)),
    bonusPossible: sum(bonus.map(({ possible }) => possible)),
  };
}

function sum(numbers: readonly number[]): number {
  return round(numbers.reduce((total, number) => total + number, 0));
}
