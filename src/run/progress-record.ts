import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { progressFileName } from './progress-file.ts';

const count = z.int().nonnegative();
const instant = z.iso.datetime({ offset: true });

const finishedSchema = z.object({
  student: z.string(),
  lab: z.string(),
  labTitle: z.string(),
  gradable: z.boolean(),
  ungradableBecause: z.string().optional(),
  score: z.object({ points: z.number(), possible: z.number(), bonus: z.number() }),
  isReused: z.boolean().describe('It stands from an earlier run, as nothing has changed'),
  isStored: z.boolean().describe('Its files lie in the report folder'),
  finishedAt: instant,
});

const progressRecordSchema = z.object({
  schema: z.literal('grade/progress/v1'),
  seed: z.string(),
  runtime: z.string(),
  startedAt: instant,
  updatedAt: instant,
  total: count,
  done: count,
  reused: count,
  ungradable: count,
  timeLeftMs: z.number().nonnegative().optional(),
  running: z.array(
    z.object({
      student: z.string(),
      lab: z.string(),
      startedAt: instant,
      stories: z.object({ done: count, total: count.optional() }),
    }),
  ),
  finished: z.array(finishedSchema).describe('The last ones, newest first'),
  notGraded: z.array(finishedSchema).describe('The first ones'),
});

/** How far a run is: `grade/progress/v1`. */
export type ProgressRecord = z.infer<typeof progressRecordSchema>;
export type FinishedLabRun = z.infer<typeof finishedSchema>;

/**
 * @returns undefined when no run is under way
 * @throws SyntaxError or ZodError when it was caught half-written, or is of another version
 */
export async function readProgress(outFolder: string): Promise<ProgressRecord | undefined> {
  const text = await readFile(path.join(outFolder, progressFileName), 'utf8').catch(ignoreMissing);
  return text === undefined ? undefined : progressRecordSchema.parse(JSON.parse(text));
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
