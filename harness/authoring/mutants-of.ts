import type { Mutant } from '../engine/lab.ts';

/**
 * One edit of the reference: an id, the file, what stands in it exactly once, what takes its place, and the name of the
 * check that the program then fails.
 */
export type MutantRow = readonly [id: string, file: string, find: string, replace: string, check: string];

/**
 * Mutants of one part. Their titles are their ids in words: `prints-one-address` is `Prints one address`.
 * @param rows those that differ from the part's reference in one place and fail one check
 * @param folders programs of their own, by the folder's name in the lab's `mutants/`: the names of the checks they fail
 */
export function mutantsOf(
  lab: string,
  part: string,
  rows: readonly MutantRow[],
  folders: Readonly<Record<string, readonly string[]>> = {},
): readonly Mutant[] {
  const named = (id: string, checks: readonly string[]) => ({
    id,
    title: `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`,
    part,
    fails: checks.map((check) => `${lab}/${check}`),
  });
  return [
    ...rows.map(([id, file, find, replace, check]) => ({
      ...named(id, [check]),
      edits: [{ file, find, replace }],
    })),
    ...Object.entries(folders).map(([folder, checks]) => ({ ...named(folder, checks), folder })),
  ];
}
