import type { LabRun, LabSummary, Person, Results } from '../../reports/schema.ts';
import { applyRubric } from './rules/apply-rubric.ts';
import { chooseBest } from './rules/choose-attempt.ts';
import { applyLateness } from './rules/lateness.ts';
import type { Course } from './rules/read-course.ts';
import { type Rubric, rubricOf } from './rules/rubric.ts';
import type { Submission } from './submission.ts';

/** What a course makes of what was judged. Pure: applied anew to each lab run, also to one that stands from before. */
export interface CourseRules {
  /** What the results say of the course. */
  readonly about: Pick<Results, 'roster'> & Pick<Results['run'], 'course'>;
  summarise(lab: LabSummary): LabSummary;
  /** The lab run with the course's points, visibility and deductions. */
  judge(labRun: LabRun, submission: Submission): LabRun;
  /** Of several attempts that were all graded, the one that counts. */
  choose(labRuns: readonly LabRun[]): readonly LabRun[];
}

export interface CourseRulesRequest {
  readonly course?: Course;
  readonly people?: readonly Person[];
  readonly submissions: readonly Submission[];
  /** As their authors wrote them: those that the course or a submission names. */
  readonly labs: readonly LabSummary[];
}

/** @throws GradeError with file and line of a check in `course.yaml` that no lab has */
export function courseRules({ course, people, submissions, labs }: CourseRulesRequest): CourseRules {
  const rubrics = new Map<string, Rubric>(course && labs.map((lab) => [lab.id, rubricOf(lab, course)]));
  const owners = submissions.flatMap(({ student, person }) =>
    person === undefined ? [] : [{ student, person }],
  );
  return {
    about: {
      ...(people && { roster: [...people] }),
      ...(course && { course: { ...titleOf(course), version: course.version } }),
    },
    summarise: (lab) => rubrics.get(lab.id)?.lab ?? lab,
    judge: (labRun, { facts }) => {
      const rubric = rubrics.get(labRun.lab);
      const ruled = rubric === undefined ? labRun : applyRubric(labRun, rubric);
      const policy = course?.settings.labs[labRun.lab]?.late ?? course?.settings.late;
      return applyLateness(facts === undefined ? ruled : { ...ruled, submission: facts }, policy);
    },
    choose: (labRuns) => (owners.length === 0 ? labRuns : chooseBest(labRuns, owners)),
  };
}

function titleOf({ settings: { title } }: Course): { readonly title?: string } {
  return title === undefined ? {} : { title };
}

/** Those of the labs alone. */
export const noCourse: CourseRules = courseRules({ submissions: [], labs: [] });
