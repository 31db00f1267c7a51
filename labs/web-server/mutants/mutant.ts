import type { Mutant } from '../../../harness/index.ts';

type Edit = readonly [file: string, find: string, replace: string];

/** The reference with these edits. `fails` without the lab's name. */
export function mutant(
  id: string,
  title: string,
  fails: readonly string[],
  ...edits: readonly Edit[]
): Mutant {
  return {
    id,
    title,
    part: 'server',
    fails: fails.map((check) => `web-server/${check}`),
    edits: edits.map(([file, find, replace]) => ({ file, find, replace })),
  };
}
