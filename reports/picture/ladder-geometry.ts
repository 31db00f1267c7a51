import type { LadderEnd } from './ladder-ends.ts';
import type { LadderRow } from './ladder-row.ts';

/** How many characters fit on a screen, and how many on a phone. */
export interface Columns {
  readonly wide: number;
  readonly narrow: number;
}

/** Across, all places are percent of the picture, so that it fits a phone and a screen with text of one size. */
export interface LadderGeometry {
  /** Where the line of each host is. */
  readonly lines: ReadonlyMap<LadderEnd['lane'], number>;
  /** Between two hosts. */
  readonly labels: Columns;
  /** From the program's line to the right edge. */
  readonly remarks: Columns;
}

const left = 14.5;
const right = 90;

export function ladderGeometry(ends: readonly LadderEnd[]): LadderGeometry {
  const step = (right - left) / Math.max(1, ends.length - 1);
  const lines = new Map(ends.map(({ lane }, index) => [lane, left + index * step]));
  return ends.length > 2
    ? { lines, labels: { wide: 46, narrow: 17 }, remarks: { wide: 54, narrow: 20 } }
    : { lines, labels: { wide: 68, narrow: 33 }, remarks: { wide: 78, narrow: 36 } };
}

/** From whom to whom an arrow goes, in percent. */
export function spanOf(
  { lane, from }: Pick<LadderRow, 'lane' | 'from'>,
  { lines }: LadderGeometry,
): { readonly tail: number; readonly tip: number } {
  const program = lines.get('program') ?? left;
  const peer = lines.get(lane) ?? right;
  return from === 'program' ? { tail: program, tip: peer } : { tail: peer, tip: program };
}
