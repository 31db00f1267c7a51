import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** When and how something was handed in, and what the course's rules made of it. */
export const submissionSchema = z.object({
  source: z.string().describe('The file or folder it came in, as the instructor sees it'),
  submittedAt: instant.optional(),
  submittedAtFrom: z
    .enum(['gradescope', 'commit', 'course'])
    .optional()
    .describe('Who says so; the date of a commit is what the clock of the student said'),
  dueAt: instant.optional().describe('For this student, with extension'),
  isExtended: z.boolean().optional().describe('`dueAt` is later than for the others'),
  isLate: z.boolean().optional(),
  lateDays: z.int().positive().optional().describe('Each that was begun; absent where the time is not known'),
  attempt: z.int().positive().optional().describe('Which of the attempts this is, from 1'),
  attempts: z.int().positive().optional().describe('How many there were'),
  chosenBecause: z.string().optional().describe('Why this attempt and no other'),
  leftOut: z
    .array(z.string())
    .optional()
    .describe('What was handed in and is no part of a program: `node_modules`'),
  notes: z.array(z.string()).optional(),
});

export type SubmissionFacts = z.infer<typeof submissionSchema>;
