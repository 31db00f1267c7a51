import type { ProgramStart } from '../schema.ts';
import { formatDuration } from './format.ts';

/** How a start of the program ended, as a clause: `ended by itself with exit status 1 after 340 ms`. */
export function describeExit({ exit, startedAtMs }: Pick<ProgramStart, 'exit' | 'startedAtMs'>): string {
  if (!exit) return 'was still running when its world was taken down';
  const after = `after ${formatDuration(Math.max(0, exit.atMs - startedAtMs))}`;
  if (exit.limit) return `was stopped ${after}: it went over the ${exit.limit} limit`;
  if (exit.isOurDoing) return `was stopped by the grader ${after}, as planned`;
  if (exit.signal) return `was ended by ${exit.signal} ${after}`;
  return `ended by itself with exit status ${exit.code ?? 'unknown'} ${after}`;
}
