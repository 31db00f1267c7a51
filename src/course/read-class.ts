import { labs } from '../../labs/index.ts';
import type { Person } from '../../reports/schema.ts';
import type { CourseRules } from './course-rules.ts';
import { isCalled } from './intake/facts-of.ts';
import { takeIn } from './intake/take-in.ts';
import { loadRules } from './load-rules.ts';
import { Roster } from './roster/find-person.ts';
import { findRoster } from './roster/find-roster.ts';
import { findCourse } from './rules/find-course.ts';
import type { Course } from './rules/read-course.ts';
import type { Submission } from './submission.ts';

export interface ClassRequest {
  /** Folder or zip file, absolute. */
  readonly location: string;
  readonly workFolder: string;
  /** All is for this lab. */
  readonly lab?: string;
  /** `course.yaml`, where it lies neither in the class nor beside it. */
  readonly courseFile?: string;
}

/** A class, ready to be graded. */
export interface ReadClass {
  readonly submissions: readonly Submission[];
  readonly rules: CourseRules;
  /** Sentences for the instructor. */
  readonly notes: readonly string[];
  /** `<student>/<folder>` that is named like no lab. */
  readonly strangers: readonly string[];
}

/**
 * Reads the course's rules, its roster, and what was handed in.
 * @throws GradeError for rules that cannot be followed, with file and line, and for a class that cannot be read
 */
export async function readClass({ location, workFolder, lab, courseFile }: ClassRequest): Promise<ReadClass> {
  const labIds = labs.map(({ id }) => id);
  const course = await findCourse(location, courseFile);
  const people = await findRoster(location, course);
  const about = { ...(course && { course }), ...(people && { people }) };
  // Before anything is unpacked: a slip in the rules should not cost minutes.
  const rulesFor = await loadRules(course, people);
  const intake = await takeIn({ location, workFolder, labIds, ...(lab !== undefined && { lab }), ...about });
  const { submissions } = intake;
  return {
    ...intake,
    notes: [
      ...intake.notes,
      ...missingNote(submissions, people),
      ...(course ? doubtsOf(course, submissions, people) : []),
    ],
    rules: rulesFor(submissions),
  };
}

const shownNames = 20;

/** Who handed in nothing at all is told by name: no zero, no line that one could overlook. */
function missingNote(submissions: readonly Submission[], people: readonly Person[] = []): string[] {
  const there = new Set(submissions.map(({ student, person }) => person ?? student));
  const missing = people.map(({ student }) => student).filter((student) => !there.has(student));
  if (missing.length === 0) return [];
  const more = missing.length > shownNames ? ` and ${missing.length - shownNames} more` : '';
  return [
    `${missing.length} of ${people.length} on the roster handed in nothing: ${missing.slice(0, shownNames).join(', ')}${more}.`,
  ];
}

/** What the rules ask for and nothing answers to. */
function doubtsOf(
  course: Course,
  submissions: readonly Submission[],
  people: readonly Person[] | undefined,
): string[] {
  const roster = people && new Roster(people);
  return Object.entries(course.settings.labs).flatMap(([lab, { due, extensions, submitted }]) => {
    const own = submissions.filter((each) => each.lab === lab);
    const students = own.map(({ student, person }) => person ?? student);
    const isThere = (name: string) =>
      students.some((student) => isCalled(name, student, roster)) ||
      roster?.find({ label: name }).kind === 'person';
    const unknown = [...Object.keys(extensions), ...Object.keys(submitted)].filter((name) => !isThere(name));
    const isTimeless =
      due !== undefined && own.length > 0 && own.every(({ facts }) => !facts?.submittedAt && !facts?.isLate);
    return [
      ...unknown.map(
        (name) => `${course.file} names ${name} for ${lab}, who handed in nothing and is on no roster.`,
      ),
      ...(isTimeless
        ? [`${lab} has a due date, and nothing says when it was handed in: none counts as late.`]
        : []),
    ];
  });
}
