import { expect, it } from 'vitest';
import { fixtureResults } from '../../reports/testing/fixture-results.ts';
import { classroom50Submission } from './export-classroom50.ts';

const results = fixtureResults();
const one = { ...results, labRuns: results.labRuns.slice(0, 1) };
const environment = {
  CLASSROOM: 'networks',
  ASSIGNMENT: 'proxy',
  SUBMISSION_TAG: 'submit/2026-11-22T18-00-00Z-a1b2c3d',
  COMMIT_URL: 'https://github.com/n/p/commit/a1b2c3d',
  RELEASE_URL: 'https://github.com/n/p/releases/tag/s',
  USERNAME: 'ada',
};

it('takes what the runner says', () => {
  expect(classroom50Submission(one, environment)).toMatchObject({
    ...{ owner: 'ada', assignmentType: 'individual', review: environment.COMMIT_URL },
  });
  const group = { ...environment, ASSIGNMENT_TYPE: 'group', OWNER: 'grace', REVIEW_URL: 'https://r' };
  expect(classroom50Submission(one, group)).toMatchObject({
    owner: 'grace',
    assignmentType: 'group',
    review: 'https://r',
  });
  expect(classroom50Submission(one, { ...environment, MODE: 'group' }).assignmentType).toBe('group');
});

it('says what the runner did not say', () => {
  const { COMMIT_URL: _commit, USERNAME: _user, ...rest } = environment;
  expect(() => classroom50Submission(one, rest)).toThrow(
    /sets COMMIT_URL, OWNER, which this environment has not/,
  );
});

it('refuses a class, of which it cannot be', () => {
  expect(() => classroom50Submission(results, environment)).toThrow(
    /one submission at a time, and this result has 39/,
  );
});
