import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { unwritable } from '../run/write-whole.ts';

/** One score that Canvas has taken. */
const sentScoreSchema = z.object({
  at: z.string(),
  /** Address of the Canvas. */
  url: z.string(),
  course: z.string(),
  assignment: z.string(),
  user: z.string(),
  student: z.string(),
  lab: z.string(),
  run: z.string(),
  points: z.number(),
  /** What Canvas made of it. */
  stored: z.number(),
  /** What was there before; absent: nothing. */
  before: z.number().optional(),
});

export type SentScore = z.infer<typeof sentScoreSchema>;

/**
 * What was sent, a line of JSON each, in the order in which it was. A line that a crash cut short is left out: what it
 * tells is seen in Canvas.
 * @returns nothing where the file does not exist
 */
export async function readJournal(file: string, of: Pick<SentScore, 'url' | 'course'>): Promise<SentScore[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .flatMap((line) => parseLine(line))
    .filter(({ url, course }) => url === of.url && course === of.course);
}

function parseLine(line: string): SentScore[] {
  try {
    const { data } = sentScoreSchema.safeParse(JSON.parse(line));
    return data === undefined ? [] : [data];
  } catch {
    return [];
  }
}

/** A line break before it, too: the line before may have been cut short. */
export async function addToJournal(file: string, score: SentScore): Promise<void> {
  await appendFile(file, `\n${JSON.stringify(score)}`).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}
