import type { Adjustment, MissingPart, Score, Verdict } from './schema.ts';

/** What verdicts give, of what they and the parts that are missing could have given. */
export function scoreOf(verdicts: readonly Verdict[], missingParts: readonly MissingPart[]): Score {
  const sum = (key: 'points' | 'possible', isBonus: boolean) =>
    verdicts.reduce((all, each) => all + ((each.kind === 'extension') === isBonus ? each[key] : 0), 0);
  const counted = missingParts.filter(({ isCounted }) => isCounted);
  const missing = (key: 'points' | 'bonus') => counted.reduce((all, part) => all + part[key], 0);
  return {
    points: roundPoints(sum('points', false)),
    possible: roundPoints(sum('possible', false) + missing('points')),
    bonus: roundPoints(sum('points', true)),
    bonusPossible: roundPoints(sum('possible', true) + missing('bonus')),
  };
}

/** The score with deductions. It never falls below 0. */
export function withAdjustments(score: Score, adjustments: readonly Adjustment[]): Score {
  const sum = (key: 'points' | 'bonus') =>
    Math.max(0, roundPoints(adjustments.reduce((all, each) => all + each[key], score[key])));
  return { ...score, points: sum('points'), bonus: sum('bonus'), adjustments: [...adjustments] };
}

/** Points are kept with at most two decimals. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}
