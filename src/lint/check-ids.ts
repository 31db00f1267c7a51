import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Lab } from '../../harness/engine/lab.ts';
import { startCheckOf } from '../../harness/engine/start-check.ts';

const checkIds = z.strictObject({
  /** Every id that the lab ever gave to a check and still has. */
  checks: z.array(z.string()),
  /** Ids of checks that were given up. They are not given again. */
  retired: z.array(z.string()),
});

/** The ids that reports and gradebooks may hold, of one lab. */
export type CheckIds = Readonly<z.infer<typeof checkIds>>;

/** Stands beside `lab.ts`. */
export const checkIdsFile = 'check-ids.json';

/**
 * The recorded ids of the lab in this folder; none when nothing was recorded yet.
 * @throws Error when the file is not of the right shape
 */
export async function readCheckIds(labFolder: string): Promise<CheckIds> {
  const file = path.join(labFolder, checkIdsFile);
  try {
    return checkIds.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { checks: [], retired: [] };
    throw new Error(`Cannot read ${file}; restore it from version control. ${error}`, { cause: error });
  }
}

/** Ids of all checks of a lab in their order, those of the first starts among them. */
export function idsOfLab(lab: Lab): readonly string[] {
  return [...lab.parts.map((part) => startCheckOf(lab, part).id), ...lab.checks.map(({ id }) => id)];
}

/** What the record becomes when new checks are added to it. It never loses an id by itself. */
export function withNewIds({ checks, retired }: CheckIds, lab: Lab): CheckIds {
  const known = new Set([...checks, ...retired]);
  return { checks: [...checks, ...idsOfLab(lab).filter((id) => !known.has(id))].toSorted(), retired };
}

/** The text of the file. */
export function formatCheckIds(ids: CheckIds): string {
  return `${JSON.stringify(ids, undefined, 2)}\n`;
}

/** Adds the lab's new ids to the record in its folder. */
export async function recordCheckIds(lab: Lab, labFolder: string): Promise<void> {
  const ids = withNewIds(await readCheckIds(labFolder), lab);
  await writeFile(path.join(labFolder, checkIdsFile), formatCheckIds(ids));
}
