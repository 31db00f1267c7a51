import type { LabRun, Score } from './schema.ts';
import { formatCount, formatPoints } from './text/format.ts';

/** A line for each deduction: `Handed in 2 days late: 10 % a day: −20 points`. */
export function describeAdjustments({ adjustments = [] }: Score): string[] {
  return adjustments.map(({ title, points, bonus }) => {
    const parts = [
      `${signed(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`,
      bonus !== 0 && `${signed(bonus)} bonus`,
    ];
    return `${title}: ${parts.filter(Boolean).join(', ')}`;
  });
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${formatPoints(Math.abs(points))}`;
}

/** What an edition for a student leaves out; undefined where it leaves out nothing. */
export function describeHidden({ hidden }: Pick<LabRun, 'hidden'>): string | undefined {
  if (hidden === undefined) return undefined;
  const { checks, points, bonus } = hidden;
  const worth = [
    points > 0 && formatCount(points, 'point').replace(/^[\d,]+/, formatPoints(points)),
    bonus > 0 && `${formatPoints(bonus)} bonus`,
  ].filter(Boolean);
  const words = worth.length > 0 ? `, worth ${worth.join(' and ')},` : '';
  return `${formatCount(checks, 'more check')}${words} ${checks === 1 ? 'is' : 'are'} not shown yet and not in this score.`;
}
