import { GradeError } from '../../harness/runtime/errors.ts';
import type { Classroom50Submission } from '../../reports/export/classroom50.ts';
import type { Results } from '../../reports/schema.ts';

const needed = ['CLASSROOM', 'ASSIGNMENT', 'SUBMISSION_TAG', 'COMMIT_URL', 'RELEASE_URL'] as const;

/**
 * What the runner of Classroom 50 says of the submission, in the environment.
 * @see https://github.com/foundation50/classroom50/wiki/Advanced-Autograding#contract
 * @throws GradeError when it says nothing, or there are several submissions, which it cannot mean
 */
export function classroom50Submission(
  { labRuns }: Results,
  environment: Readonly<Record<string, string | undefined>>,
): Classroom50Submission {
  if (labRuns.length > 1)
    throw new GradeError(
      'several-submissions',
      `Classroom 50 grades one submission at a time, and this result has ${labRuns.length}. Grade one: grade lab LAB PATH`,
    );
  const missing = needed.filter((name) => !environment[name]);
  const owner = environment.OWNER || environment.USERNAME || environment.GITHUB_ACTOR;
  if (missing.length > 0 || !owner)
    throw new GradeError(
      'no-runner',
      `The runner of Classroom 50 sets ${[...missing, ...(owner ? [] : ['OWNER'])].join(', ')}, which this environment has not. Call it from autograder.py.`,
    );
  const value = (name: string) => environment[name] ?? '';
  const commit = value('COMMIT_URL');
  const mode = environment.ASSIGNMENT_TYPE || environment.MODE;
  return {
    classroom: value('CLASSROOM'),
    assignment: value('ASSIGNMENT'),
    assignmentType: mode === 'group' ? 'group' : 'individual',
    owner,
    tag: value('SUBMISSION_TAG'),
    commit,
    release: value('RELEASE_URL'),
    review: environment.REVIEW_URL || commit,
  };
}
