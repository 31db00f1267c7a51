import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What the live page needs of `results.json`, which for a large class is long. */
const lastRunSchema = z.object({
  run: z.object({
    startedAt: z.string(),
    durationMs: z.number(),
    pending: z.array(z.unknown()).optional(),
    notes: z.array(z.string()),
  }),
  labRuns: z.array(
    z.object({
      student: z.string(),
      lab: z.string(),
      labTitle: z.string(),
      gradable: z.boolean(),
      ungradableBecause: z.string().optional(),
      score: z.object({ points: z.number(), possible: z.number(), bonus: z.number() }),
    }),
  ),
});

export type LastRun = z.infer<typeof lastRunSchema>;

/** Reads the run that `results.json` of a folder tells of, and keeps it until the file changes. */
export class LastRunReader {
  readonly #file: string;
  #version = '';
  #lastRun: LastRun | undefined;

  constructor(folder: string) {
    this.#file = path.join(folder, 'results.json');
  }

  /**
   * @returns undefined where nothing was graded yet
   * @throws SyntaxError or ZodError when the file is not of this product
   */
  async read(): Promise<LastRun | undefined> {
    const stats = await stat(this.#file).catch(() => undefined);
    if (stats === undefined) return undefined;
    const version = `${stats.mtimeMs} ${stats.size}`;
    if (version !== this.#version) {
      this.#lastRun = lastRunSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
      this.#version = version;
    }
    return this.#lastRun;
  }
}
