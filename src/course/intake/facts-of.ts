import type { SubmissionFacts } from '../../../reports/schema.ts';
import type { Roster } from '../roster/find-person.ts';
import { type CourseTime, instantOf } from '../rules/course-time.ts';
import { latenessOf } from '../rules/lateness.ts';
import type { Course } from '../rules/read-course.ts';
import type { HandIn } from './hand-in.ts';

/** Of whom and what, beside the hand-in itself. */
export interface FactsRequest {
  readonly handIn: HandIn;
  readonly student: string;
  readonly lab: string;
  readonly leftOut: readonly string[];
  readonly course: Course | undefined;
  readonly roster: Roster | undefined;
}

export interface JudgedFacts {
  readonly facts: SubmissionFacts;
  /** The course takes nothing that is so late. */
  readonly isRefused: boolean;
}

/** When something was handed in and due, and whether that is late, by the rules of the course. */
export function factsOf(request: FactsRequest): JudgedFacts {
  const { handIn, leftOut } = request;
  const dates = { ...submittedOf(request), ...dueOf(request) };
  const base = { source: handIn.source, ...dates };
  const policy = policyOf(request);
  const { isLate, lateDays, isRefused } = latenessOf(base, policy);
  const isMarkedLate = handIn.isMarkedLate === true && dates.submittedAt === undefined && !dates.isExtended;
  const notes = [...(handIn.notes ?? []), ...(isMarkedLate ? [markedLate] : [])];
  return {
    facts: {
      ...base,
      ...((isLate || isMarkedLate) && { isLate: true }),
      ...(lateDays !== undefined && { lateDays }),
      ...(leftOut.length > 0 && { leftOut: [...new Set(leftOut)] }),
      ...(notes.length > 0 && { notes }),
    },
    isRefused,
  };
}

const markedLate =
  'Canvas marked it as late and does not say by how much: nothing was taken off. With its time under `submitted` in course.yaml the rules for late work hold.';

export function policyOf({ course, lab }: Pick<FactsRequest, 'course' | 'lab'>) {
  return course?.settings.labs[lab]?.late ?? course?.settings.late;
}

type Dates = Pick<SubmissionFacts, 'submittedAt' | 'submittedAtFrom' | 'dueAt' | 'isExtended'>;

function submittedOf({ handIn, course, lab, student, roster }: FactsRequest): Dates {
  const said = ownTime(course?.settings.labs[lab]?.submitted, student, roster);
  if (said !== undefined && course !== undefined)
    return { submittedAt: instantOf(said, course.timeZone).toISOString(), submittedAtFrom: 'course' };
  const { submittedAt, submittedAtFrom } = handIn;
  return { ...(submittedAt && { submittedAt }), ...(submittedAtFrom && { submittedAtFrom }) };
}

function dueOf({ course, lab, student, roster }: FactsRequest): Dates {
  const settings = course?.settings.labs[lab];
  if (course === undefined || settings === undefined) return {};
  const extension = ownTime(settings.extensions, student, roster);
  const due = extension ?? settings.due;
  if (due === undefined) return {};
  const dueAt = instantOf(due, course.timeZone).toISOString();
  return { dueAt, ...(extension !== undefined && { isExtended: true }) };
}

/** The time of one student among those that a course gives by name. */
function ownTime(
  times: Readonly<Record<string, CourseTime>> | undefined,
  student: string,
  roster: Roster | undefined,
): CourseTime | undefined {
  const own = Object.entries(times ?? {}).find(([name]) => isCalled(name, student, roster));
  return own?.[1];
}

/** Whether a name in `course.yaml` is that of a student: the same word, or the same person of the roster. */
export function isCalled(name: string, student: string, roster: Roster | undefined): boolean {
  if (name.toLowerCase() === student.toLowerCase()) return true;
  const found = roster?.find({ label: name });
  return found?.kind === 'person' && found.person.student === student;
}
