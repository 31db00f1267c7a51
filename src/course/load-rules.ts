import { labs } from '../../labs/index.ts';
import type { Person } from '../../reports/schema.ts';
import { didYouMean } from '../cli/nearest.ts';
import { toLabSummary } from '../run/to-lab-run.ts';
import { type CourseRules, courseRules } from './course-rules.ts';
import type { Course } from './rules/read-course.ts';
import type { Submission } from './submission.ts';

/** Rules that are known to be good, for submissions that are not known yet. */
export type RulesFor = (submissions: readonly Submission[]) => CourseRules;

/**
 * Holds a course's rules against the labs there are.
 * @throws GradeError with file and line of a lab or check that there is not
 */
export async function loadRules(
  course: Course | undefined,
  people: readonly Person[] | undefined,
): Promise<RulesFor> {
  const about = { ...(course && { course }), ...(people && { people }) };
  if (course !== undefined) refuseUnknownLabs(course);
  const summaries =
    course === undefined ? [] : await Promise.all(labs.map(async ({ load }) => toLabSummary(await load())));
  const rulesFor: RulesFor = (submissions) => courseRules({ ...about, submissions, labs: summaries });
  rulesFor([]);
  return rulesFor;
}

function refuseUnknownLabs(course: Course): void {
  const ids = labs.map(({ id }) => id);
  for (const id of Object.keys(course.settings.labs)) {
    if (!ids.includes(id))
      throw course.errorAt(['labs', id], `There is no lab ${id}; ${didYouMean(id, ids)}`);
  }
}
