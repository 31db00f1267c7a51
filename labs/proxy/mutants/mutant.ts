import type { Mutant } from '../../../harness/index.ts';

/** An edit of one file of the reference: what stands there once, and what stands there instead. */
export type Edit = readonly [file: string, find: string, replace: string];

/** A mutant of the reference by edits, in one line each. Checks are named without the lab's name. */
export function mutant(
  id: string,
  title: string,
  fails: readonly string[],
  ...edits: readonly Edit[]
): Mutant {
  return {
    id,
    title,
    part: 'proxy',
    edits: edits.map(([file, find, replace]) => ({ file, find, replace })),
    fails: fails.map((check) => `proxy/${check}`),
  };
}
