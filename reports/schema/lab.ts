import { z } from 'zod';
import { kindSchema, levelSchema, sourceSchema, visibilitySchema } from './evidence.ts';

/** The four sentences of `grade explain`. */
const explanationSchema = z.object({
  does: z.string().describe('What is sent or done'),
  expects: z.string().describe('What is expected, and which variants are accepted'),
  why: z.string().describe('Why it matters'),
  mistake: z.string().describe('The usual mistake and its cure'),
});

/** One check as the catalogue of a lab names it. */
const checkSummarySchema = z.object({
  id: z.string().describe('Permanent words: `proxy/relays-body-bytes`'),
  title: z.string(),
  kind: kindSchema,
  level: levelSchema,
  part: z.string(),
  scenario: z.string(),
  points: z.number().nonnegative(),
  sources: z.array(sourceSchema),
  explanation: explanationSchema,
  coursePoints: z
    .literal(true)
    .optional()
    .describe('The points are not those of the lab: the course set them'),
  visibility: visibilitySchema.optional().describe('How much of it a student sees; absent: all'),
});

/** What a report needs to know about a lab, so that it can be drawn from the result alone. */
export const labSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  version: z.int().positive(),
  parts: z.array(z.object({ id: z.string(), title: z.string(), role: z.enum(['server', 'client']) })),
  checks: z.array(checkSummarySchema).describe('In the order of the report'),
});

export type CheckSummary = z.infer<typeof checkSummarySchema>;
export type LabSummary = z.infer<typeof labSummarySchema>;
