import { stringify } from 'yaml';
import { loadRules } from '../course/load-rules.ts';
import { readCourse } from '../course/rules/read-course.ts';

const head =
  '# What `grade pack gradescope` took over from the course file: points, and what students see.\n';

/**
 * Of `course.yaml`, what judges one lab where somebody else keeps names and deadlines: no student's name, no date and no
 * deduction is in it, as whoever can read the autograder can read it too.
 * @throws GradeError with file and line for rules that cannot be followed
 */
export async function courseForLab(file: string, lab: string): Promise<string> {
  const course = await readCourse(file);
  await loadRules(course, undefined);
  const { title, visibility, labs } = course.settings;
  const { points, checks, drop, visibility: ofLab, published } = labs[lab] ?? {};
  return (
    head +
    stringify({ title, visibility, labs: { [lab]: { points, checks, drop, visibility: ofLab, published } } })
  );
}
