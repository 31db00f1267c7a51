import { z } from 'zod';
import { visibilitySchema } from '../../../reports/schema.ts';
import { type CourseTime, parseCourseTime } from './course-time.ts';

/** Points, or a share of the points that a lab has. */
export type Amount = { readonly points: number } | { readonly share: number };

const amount = z.union([z.number(), z.string()]).transform((value, context): Amount => {
  if (typeof value === 'number' && value >= 0) return { points: value };
  const share = /^(\d+(?:\.\d+)?) ?%$/.exec(String(value).trim())?.[1];
  if (share !== undefined && Number(share) <= 100) return { share: Number(share) / 100 };
  context.addIssue('is neither points (5) nor a share of them (10 %)');
  return z.NEVER;
});

const time = z.string().transform((value, context): CourseTime => {
  const parsed = parseCourseTime(value);
  if (parsed !== undefined) return parsed;
  context.addIssue('is no date: write 2026-10-05 or 2026-10-05 23:59');
  return z.NEVER;
});

const points = z.number().nonnegative().max(10_000);
const attempts = z.enum(['latest', 'best']);
/** Keys are students, as the roster or the folders call them. */
const timePerStudent = z.record(z.string(), time).default({});

const lateSchema = z.strictObject({
  /** For each day that was begun. */
  penaltyPerDay: amount.default({ share: 0.1 }),
  graceMinutes: z.number().nonnegative().default(0),
  /** However late it is. */
  maxPenalty: amount.default({ share: 1 }),
  /** After so many days `afterwards` holds; without it, never. */
  acceptedDays: z.number().nonnegative().optional(),
  afterwards: z.enum(['zero', 'refused']).default('zero'),
});

const checkRule = z.strictObject({
  points: points.optional(),
  visibility: visibilitySchema.optional(),
});

const labSchema = z.strictObject({
  /** What the core checks are worth together: all points are scaled to it. */
  points: points.positive().optional(),
  checks: z.record(z.string(), checkRule).default({}),
  drop: z.array(z.string()).default([]),
  visibility: visibilitySchema.optional(),
  /** Students see what was `nothing` too. */
  published: z.boolean().default(false),
  due: time.optional(),
  late: lateSchema.optional(),
  extensions: timePerStudent,
  submitted: timePerStudent,
  attempts: attempts.optional(),
});

/** `course.yaml`. */
export const courseSchema = z.strictObject({
  title: z.string().min(1).optional(),
  /** Relative to the file. */
  roster: z.string().min(1).optional(),
  runtime: z.enum(['namespace', 'docker', 'process']).optional(),
  /** Of the dates in the file; by default that of the machine. */
  timezone: z.string().optional(),
  visibility: visibilitySchema.default('all'),
  late: lateSchema.optional(),
  attempts: attempts.default('latest'),
  labs: z.record(z.string(), labSchema).default({}),
});

export type CourseSettings = z.infer<typeof courseSchema>;
export type LabSettings = z.infer<typeof labSchema>;
export type LatePolicy = z.infer<typeof lateSchema>;
