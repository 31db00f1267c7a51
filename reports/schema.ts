import { z } from 'zod';
import type { Status } from './schema/evidence.ts';
import { labSummarySchema } from './schema/lab.ts';
import { type LabRun, labRunSchema } from './schema/lab-run.ts';
import { personSchema } from './schema/person.ts';

export * from './schema/evidence.ts';
export * from './schema/lab.ts';
export * from './schema/lab-run.ts';
export * from './schema/person.ts';
export * from './schema/submission.ts';

export const resultsSchemaName = 'grade/results/v1';

const count = z.int().nonnegative();

const verdictCountsSchema = z.object({
  passed: count,
  failed: count,
  blocked: count,
  inconclusive: count,
  errored: count,
});

const runSchema = z.object({
  id: z.string(),
  seed: z.string().describe('Same seed, same submission, same verdicts'),
  startedAt: z.iso.datetime({ offset: true }),
  durationMs: z.number().nonnegative(),
  runtime: z.string().describe('`namespace`, `docker` or `process`'),
  versions: z.record(z.string(), z.string()).describe('`grade`, `node`, `kernel`, `python3` ...'),
  command: z.string().optional().describe('The call that made this, as typed'),
  jobs: z.int().positive().optional(),
  counts: verdictCountsSchema,
  pending: z
    .array(z.object({ student: z.string(), lab: z.string() }))
    .optional()
    .describe('Handed in and not graded yet, as the run was stopped'),
  course: z
    .object({
      title: z.string().optional(),
      version: z.string().describe('Twelve digits of the SHA-256 of course.yaml'),
    })
    .optional()
    .describe('Whose rules gave points, deductions and visibility; absent: those of the labs'),
  notes: z.array(z.string()).describe('What a reader should know: interrupted, no isolation ...'),
});

/** The one canonical result. Every report is a pure function of it. */
export const resultsSchema = z.object({
  schema: z.literal(resultsSchemaName),
  run: runSchema,
  labs: z.array(labSummarySchema).describe('Those that were run'),
  labRuns: z.array(labRunSchema),
  roster: z
    .array(personSchema)
    .optional()
    .describe('Who takes the course; whoever has no lab run handed in nothing, which is not a zero'),
});

export type VerdictCounts = z.infer<typeof verdictCountsSchema>;
export type Run = z.infer<typeof runSchema>;
export type Results = z.infer<typeof resultsSchema>;

/** How many verdicts of each status the lab runs hold. */
export function countVerdicts(labRuns: readonly LabRun[]): VerdictCounts {
  const counts: Record<Status, number> = { passed: 0, failed: 0, blocked: 0, inconclusive: 0, errored: 0 };
  for (const { verdicts } of labRuns) for (const { status } of verdicts) counts[status] += 1;
  return counts;
}

/** Reads a stored `results.json`. Throws a ZodError that names each field that is wrong. */
export function parseResults(json: string): Results {
  return resultsSchema.parse(JSON.parse(json));
}

/** JSON Schema (draft 2020-12) of `grade/results/v1`. */
export function resultsJsonSchema(): object {
  return { ...z.toJSONSchema(resultsSchema), $id: resultsSchemaName, title: 'Result of a grade run' };
}
