import type { Mutant } from '../../../harness/index.ts';

/** One edit of a file of the reference: what stands there, once, and what takes its place. */
export type Edit = readonly [file: string, find: string, replace: string];

/**
 * A mutant of the reference.
 * @param fails ids of the checks it fails, without the lab's name
 */
export function editMutant(
  id: string,
  title: string,
  edits: readonly Edit[],
  fails: readonly string[],
): Mutant {
  return {
    id,
    title,
    part: 'client',
    edits: edits.map(([file, find, replace]) => ({ file, find, replace })),
    fails: fails.map((check) => `mail-client/${check}`),
  };
}
