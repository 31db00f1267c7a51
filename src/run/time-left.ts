import type { StoryCount } from './progress.ts';

/** Earlier guesses are far off. */
const firstGuessAfterMs = 2_000;

/** How far a run is. */
export interface RunCount {
  readonly passedMs: number;
  /** Lab runs. */
  readonly total: number;
  readonly done: number;
  /** Of those that are done: they stand from an earlier run, and took no time. */
  readonly reused: number;
  /** Of those that are under way. */
  readonly stories: readonly StoryCount[];
}

/** How long a run will still take, in milliseconds, from what it did so far; undefined where that is too little. */
export function timeLeftMs({ passedMs, total, done, reused, stories }: RunCount): number | undefined {
  const begun = stories.map((each) => (each.total ? each.done / each.total : 0));
  const played = begun.reduce((sum, part) => sum + part, done - reused);
  const count = total - reused;
  const share = played / count;
  const isEarly = passedMs < firstGuessAfterMs || played < Math.min(1, count / 3);
  return isEarly || share >= 1 ? undefined : (passedMs * (1 - share)) / share;
}
