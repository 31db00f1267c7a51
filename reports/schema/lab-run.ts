import { z } from 'zod';
import {
  evidenceSchema,
  kindSchema,
  levelSchema,
  sourceSchema,
  statusSchema,
  visibilitySchema,
} from './evidence.ts';
import { submissionSchema } from './submission.ts';

const durationMs = z.number().nonnegative();

/** How a program ended. `isOurDoing`: the grader ended it, after the story or because of `limit`. */
const exitSchema = z.object({
  atMs: z.number(),
  code: z.int().optional(),
  signal: z.string().optional(),
  isOurDoing: z.boolean(),
  limit: z.string().optional().describe('`memory`, `output`, `time`'),
});

/** One start of the program, without its output. */
export const programStartSchema = z.object({
  command: z.string(),
  startedAtMs: z.number(),
  isUp: z.boolean(),
  notUpBecause: z.string().optional(),
  listening: z.array(z.object({ protocol: z.enum(['tcp', 'udp']), address: z.string(), port: z.int() })),
  answers: z
    .array(z.object({ atMs: z.number(), prompt: z.string(), answer: z.string() }))
    .describe('What was typed at its prompts'),
  exit: exitSchema.optional(),
});

/** Paths are relative to the folder of `results.json`, with `/`. */
const scenarioRunSchema = z.object({
  id: z.string(),
  title: z.string(),
  part: z.string(),
  durationMs,
  transcript: z.string().optional().describe('File of schema grade/scenario/v1'),
  output: z.string().optional().describe('The same file, or one with the printed text alone'),
  pcap: z.string().optional(),
  timedOut: z.object({ afterMs: durationMs, during: z.string() }).optional(),
  programs: z.array(programStartSchema),
});

const verdictSchema = z.object({
  check: z.string(),
  title: z.string(),
  level: levelSchema,
  kind: kindSchema,
  part: z.string(),
  scenario: z.string(),
  status: statusSchema,
  points: z.number().describe('Awarded'),
  possible: z.number().nonnegative(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  hint: z.string().optional(),
  reproduce: z.string().optional().describe('A command that shows the failure, to paste as it stands'),
  reproduceNote: z.string().optional().describe('What to know about that command, as a sentence'),
  sources: z.array(sourceSchema),
  evidence: z.array(evidenceSchema),
  blockedBy: z.string().optional().describe('Id of the check it waited for, when blocked'),
  reason: z.string().optional().describe('Why it is inconclusive, errored or blocked'),
  attempts: z.int().positive().optional().describe('Worlds it was judged in, when more than one'),
  isTimed: z.boolean().optional(),
  visibility: visibilitySchema.optional().describe('How much of it a student sees; absent: all'),
});

const program = {
  language: z.string(),
  command: z.string().describe('As one would type it'),
  why: z.string().describe('How entry and command were worked out'),
};

/** How one part of the submission is built and started. */
const programSummarySchema = z.object({
  part: z.string(),
  ...program,
  entry: z.string().optional(),
  notes: z.array(z.string()),
  build: z
    .object({
      command: z.string(),
      output: z.string().describe("The compiler's words, capped"),
      status: z.enum(['ok', 'failed', 'timed-out']),
      durationMs,
    })
    .optional(),
  missingTool: z.string().optional().describe('`python2`: what the machine lacks to run it'),
});

const findingSchema = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  part: z.string().optional(),
  audience: z.literal('staff').optional().describe('For the instructor alone; absent: for everybody'),
});

/** What changes a score besides its checks: `Handed in 2 days late, 10 % a day`. */
const adjustmentSchema = z.object({
  id: z.string().describe('`late`'),
  title: z.string(),
  points: z.number().describe('Negative: taken off. The score ends at 0, however much is taken off'),
  bonus: z.number().describe('The same for bonus points'),
});

const scoreSchema = z.object({
  points: z.number().describe('With the adjustments'),
  possible: z.number().nonnegative(),
  bonus: z.number().describe('With the adjustments'),
  bonusPossible: z.number().nonnegative(),
  adjustments: z.array(adjustmentSchema).optional().describe('Each is shown as a line of its own'),
});

/** Checks that this edition does not show: whoever reads it must not think that all is well. */
const hiddenSchema = z.object({
  checks: z.int().positive(),
  points: z.number().nonnegative().describe('What they are worth; not in `score`'),
  bonus: z.number().nonnegative(),
});

/** A part of the lab of which no program was found. */
const missingPartSchema = z.object({
  part: z.string(),
  title: z.string(),
  points: z.number().nonnegative().describe('Of its core checks; 0: the part is optional'),
  bonus: z.number().nonnegative().describe('Of its extensions'),
  isCounted: z
    .boolean()
    .describe('Its points are in `score` as possible and not earned; false when a single file was graded'),
});

/** One submission of one student for one lab. */
export const labRunSchema = z.object({
  student: z.string(),
  lab: z.string(),
  labTitle: z.string(),
  labVersion: z.int().positive(),
  submissionHash: z.string().describe('Of the bytes that were graded'),
  gradable: z.boolean(),
  ungradableBecause: z.string().optional(),
  score: scoreSchema,
  program: z.object(program).optional().describe('Of the first part; absent when none was found'),
  programs: z.array(programSummarySchema).describe('One per part that was found'),
  missingParts: z.array(missingPartSchema),
  verdicts: z.array(verdictSchema).describe("In the order of the lab's checks"),
  scenarios: z.array(scenarioRunSchema),
  findings: z.array(findingSchema).describe('Remarks that cost no points'),
  durationMs,
  submission: submissionSchema.optional(),
  hidden: hiddenSchema.optional().describe('In an edition for a student: what it leaves out'),
});

export type ProgramStart = z.infer<typeof programStartSchema>;
export type ScenarioRun = z.infer<typeof scenarioRunSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type ProgramSummary = z.infer<typeof programSummarySchema>;
export type MissingPart = z.infer<typeof missingPartSchema>;
export type Adjustment = z.infer<typeof adjustmentSchema>;
export type Score = z.infer<typeof scoreSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type LabRun = z.infer<typeof labRunSchema>;
