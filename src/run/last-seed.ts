import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from './write-whole.ts';

/** Lies in the output folder while a run is under way, so that one that was killed can be taken up again. */
const unfinished = 'unfinished.json';

/** A second run in the same place tells the same stories, and need not repeat what has not changed. */
export async function lastSeed(outFolder: string): Promise<string | undefined> {
  const killed = await readJson(path.join(outFolder, unfinished));
  const finished = await readJson(path.join(outFolder, 'results.json'));
  return [killed?.seed, finished?.run?.seed].find((seed) => typeof seed === 'string');
}

export function rememberSeed(outFolder: string, seed: string): Promise<void> {
  return writeWhole(path.join(outFolder, unfinished), JSON.stringify({ seed }));
}

/** Once `results.json` has it. */
export function forgetSeed(outFolder: string): Promise<void> {
  return rm(path.join(outFolder, unfinished), { force: true });
}

/** What the two files hold, as far as they are what they should be; not read with zod, which takes 80 ms to load. */
type Stored = { readonly seed?: unknown; readonly run?: { readonly seed?: unknown } | null } | null;

/** Undefined for what is not there or no JSON. */
async function readJson(file: string): Promise<Stored | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Stored;
  } catch {
    return undefined;
  }
}
