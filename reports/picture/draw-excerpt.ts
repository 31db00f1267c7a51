import type { Verdict } from '../schema.ts';
import { chooseRowsAround } from './choose-rows.ts';
import type { LadderDrawing } from './ladder-svg.ts';
import { layOutLadder } from './lay-out-ladder.ts';

/** The piece of a picture in which one check failed; undefined where the check is on no row of it. */
export function drawExcerpt(
  { rows, ends, marks }: LadderDrawing,
  verdict: Verdict,
): LadderDrawing | undefined {
  const own = new Map([...marks].filter(([, verdicts]) => verdicts.includes(verdict)));
  if (own.size === 0) return undefined;
  return { rows, ends, layout: layOutLadder(chooseRowsAround(rows, own)), marks: own };
}
