import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeWhole } from './write-whole.ts';

/** Lies in the output folder while a run is under way, so that one that was killed can be taken up again. */
const unfinished = 'unfinished.json';

const seedSchema = z.object({ seed: z.string() });
const resultsSchema = z.object({ run: seedSchema });

/** A second run in the same place tells the same stories, and need not repeat what has not changed. */
export async function lastSeed(outFolder: string): Promise<string | undefined> {
  const killed = seedSchema.safeParse(await readJson(path.join(outFolder, unfinished)));
  if (killed.success) return killed.data.seed;
  return resultsSchema.safeParse(await readJson(path.join(outFolder, 'results.json'))).data?.run.seed;
}

export function rememberSeed(outFolder: string, seed: string): Promise<void> {
  return writeWhole(path.join(outFolder, unfinished), JSON.stringify({ seed }));
}

/** Once `results.json` has it. */
export function forgetSeed(outFolder: string): Promise<void> {
  return rm(path.join(outFolder, unfinished), { force: true });
}

/** Undefined for what is not there or no JSON. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
