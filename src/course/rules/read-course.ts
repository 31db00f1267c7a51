import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { GradeError } from '../../../harness/runtime/errors.ts';
import { didYouMean } from '../../cli/nearest.ts';
import { unreadable } from '../submission.ts';
import { type CourseSettings, courseSchema } from './course-schema.ts';
import { isTimeZone } from './course-time.ts';
import { knownKeys } from './known-keys.ts';
import { lineOf } from './yaml-lines.ts';

/** A course's rules as they were written. */
export interface Course {
  readonly settings: CourseSettings;
  readonly timeZone: string;
  /** As the instructor would name it. */
  readonly file: string;
  readonly folder: string;
  /** Twelve digits of the SHA-256 of the file. */
  readonly version: string;
  /** An error at a place of the file: `course.yaml:12: ...`. */
  readonly errorAt: (keys: readonly PropertyKey[], message: string) => GradeError;
}

/**
 * Reads `course.yaml`.
 * @throws GradeError with file, line, what is wrong and the nearest right word
 */
export async function readCourse(file: string): Promise<Course> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const shown = shownPath(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = broken.linePos?.[0].line ?? 1;
    throw new GradeError(
      'course-yaml',
      `${shown}:${line}: ${broken.message.split('\n')[0]?.replace(/ at line.*/, '')}.`,
    );
  }
  const errorAt = (keys: readonly PropertyKey[], message: string) =>
    new GradeError('course-yaml', `${shown}:${lineOf(document, lines, keys)}: ${message}`);
  const settings = parseSettings(document.toJS(), errorAt);
  if (settings.timezone !== undefined && !isTimeZone(settings.timezone))
    throw errorAt(['timezone'], `There is no time zone ${settings.timezone}; for example Europe/Berlin.`);
  return {
    settings,
    timeZone: settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    file: shown,
    folder: path.dirname(file),
    version: createHash('sha256').update(text).digest('hex').slice(0, 12),
    errorAt,
  };
}

/** What lies far off is named by its whole path. */
function shownPath(file: string): string {
  const relative = path.relative('', file);
  return relative.startsWith('..') ? file : relative;
}

function parseSettings(value: unknown, errorAt: Course['errorAt']): CourseSettings {
  const parsed = courseSchema.safeParse(withoutNulls(value) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw parsed.error;
  throw issueError(issue, errorAt);
}

function issueError(issue: z.core.$ZodIssue, errorAt: Course['errorAt']): GradeError {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = knownKeys(courseSchema, issue.path);
    return errorAt(
      [...issue.path, key],
      `There is no key ${key} here; ${didYouMean(key, known).replace(/ `grade list.*/, ` keys are ${known.join(', ')}.`)}`,
    );
  }
  const name = issue.path.at(-1);
  if (name === undefined)
    return errorAt([], 'The file holds no keys: see the section on the course file for a sample.');
  return errorAt(issue.path, `${issue.path.map(String).join('.')} ${faultOf(issue)}.`);
}

function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `is none of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return `should be ${typeWords[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return 'is neither a number nor words';
    case 'too_small':
      return `is too small: the least is ${issue.inclusive ? '' : 'more than '}${issue.minimum}`;
    case 'too_big':
      return `is too big: the most is ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'words',
  boolean: 'true or false',
  array: 'a list: [one, two]',
  object: 'keys with values, one a line',
  record: 'keys with values, one a line',
};

/** A key without a value is as if it were not there: its lines may be commented out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const kept = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutNulls(each)]));
}
