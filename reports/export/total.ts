import type { LabRun } from '../schema.ts';

/** One number, as gradebooks want it. `points` may be more than `possible` when bonus is counted. */
export interface Total {
  readonly points: number;
  readonly possible: number;
}

/** The score of a lab run as one number. Meaningless where the lab run is not gradable. */
export function totalOf({ score }: Pick<LabRun, 'score'>, countsBonus: boolean): Total {
  const points = score.points + (countsBonus ? score.bonus : 0);
  return { points: roundPoints(points), possible: score.possible };
}

/** Sums of points have at most two decimals, as points have. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}
