import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compareResults } from '../../reports/diff/compare-results.ts';
import type { Changes } from '../../reports/html/changes.ts';
import { parseResults, type Results } from '../../reports/schema.ts';

/**
 * The results that stand in a folder. Undefined where there are none that can be read: what an earlier version wrote, or
 * something else of that name, is no reason to stop a run.
 */
export async function readPreviousResults(outFolder: string): Promise<Results | undefined> {
  try {
    return parseResults(await readFile(path.join(outFolder, 'results.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** What changed from these results to those; undefined without earlier ones. */
export function changesSince(previous: Results | undefined, results: Results): Changes | undefined {
  if (previous === undefined) return undefined;
  return { since: previous.run.startedAt, difference: compareResults(previous, results) };
}
