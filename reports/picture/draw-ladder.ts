import type { Verdict } from '../schema.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { chooseRows } from './choose-rows.ts';
import { ladderEnds } from './ladder-ends.ts';
import { ladderRows } from './ladder-rows.ts';
import type { LadderDrawing } from './ladder-svg.ts';
import { layOutLadder } from './lay-out-ladder.ts';
import { markRows } from './mark-rows.ts';

/** Lays out the picture of a scenario; `failed` are those of its checks that failed. */
export function drawLadder(file: TranscriptFile, failed: readonly Verdict[]): LadderDrawing {
  const rows = ladderRows(file);
  const marks = markRows(rows, failed, file);
  return { rows, ends: ladderEnds(rows, file), layout: layOutLadder(chooseRows(rows, marks)), marks };
}
