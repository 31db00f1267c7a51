import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { fixtureResults } from '../testing/fixture-results.ts';
import { exportClassroom50, toClassroom50 } from './classroom50.ts';
import { classroom50Schema } from './testing/classroom50-schema.ts';
import {
  cleanRun,
  failedRun,
  resultsOf,
  runShowing,
  secretText,
  ungradableRun,
} from './testing/fixture-exports.ts';

const submission = {
  classroom: 'networks',
  assignment: 'proxy',
  assignmentType: 'individual',
  owner: 'grace',
  tag: 'submit/2026-11-22T18-00-00Z-a1b2c3d',
  commit: 'https://github.com/networks/proxy-grace/commit/a1b2c3d',
  release: 'https://github.com/networks/proxy-grace/releases/tag/submit',
  review: 'https://github.com/networks/proxy-grace/compare/0...a1b2c3d',
} as const;

const validate = new Ajv2020().compile(classroom50Schema);
const startedAt = '2026-11-22T18:54:36.736+01:00';

describe('against the published rules', () => {
  it.each(fixtureResults().labRuns.map((labRun) => [labRun.student, labRun.lab, labRun] as const))(
    'is valid: %s, %s',
    (_student, _lab, labRun) => {
      const result = toClassroom50(labRun, startedAt, submission, false);
      expect(validate(result) || validate.errors).toBe(true);
      expect(result.score).toBeLessThanOrEqual(result['max-score']);
      for (const test of result.tests) expect(test.score).toBeLessThanOrEqual(test['max-score']);
      const isWhole = labRun.gradable && labRun.missingParts.length === 0;
      const sum = result.tests.reduce((total, test) => total + test.score, 0);
      if (isWhole) expect(sum).toBe(result.score);
    },
  );

  it('refuses points with a fraction, and fields it does not know', () => {
    const result = toClassroom50(failedRun(), startedAt, submission, false);
    expect(validate({ ...result, score: 1.5 })).toBe(false);
    expect(validate({ ...result, usernames: ['grace'] })).toBe(false);
  });
});

it('makes fractions whole by one factor for all, and says so', () => {
  const labRun = failedRun('grace', { score: { points: 62.5, possible: 100, bonus: 0, bonusPossible: 0 } });
  const verdicts = labRun.verdicts.map((each) =>
    each.check === 'proxy/cache-hit' ? { ...each, points: 12.5 } : each,
  );
  const results = resultsOf({ ...labRun, verdicts });
  const { files, remarks } = exportClassroom50(results, submission, false);
  const result = JSON.parse(files[0]?.content ?? '');
  expect(validate(result)).toBe(true);
  expect(result).toMatchObject({ score: 125, 'max-score': 200, datetime: '2026-11-22T18:54:36Z' });
  const test = result.tests.find(({ check }: { check: string }) => check === 'proxy/cache-hit');
  expect(test).toMatchObject({ score: 25, 'max-score': 50, points: 12.5, 'max-points': 25, passed: false });
  expect(remarks).toEqual([expect.stringContaining('multiplied by 2')]);
});

it('takes the time at which it was handed in, in whole seconds of UTC', () => {
  const changes = { submission: { source: 'a.zip', submittedAt: '2026-11-20T10:00:59.9+02:00' } };
  expect(toClassroom50(cleanRun('ada', changes), startedAt, submission, false)).toMatchObject({
    datetime: '2026-11-20T08:00:59Z',
    graded_at: '2026-11-22T17:54:36Z',
  });
});

it('gives bonus up to the maximum', () => {
  const score = { points: 95, possible: 100, bonus: 8, bonusPossible: 10 };
  const { files, remarks } = exportClassroom50(resultsOf(cleanRun('ada', { score })), submission, true);
  expect(JSON.parse(files[0]?.content ?? '')).toMatchObject({ score: 100, 'max-score': 100 });
  expect(remarks).toEqual([expect.stringContaining('3 bonus points above')]);
});

it('writes no file where nothing was graded', () => {
  const { files, absent, leftOut } = exportClassroom50(resultsOf(ungradableRun()), submission, false);
  expect({ files, absent }).toEqual({ files: [], absent: ['result.json'] });
  expect(leftOut).toEqual([expect.stringContaining('This machine has no python2.')]);
});

it('names no hidden check', () => {
  const json = JSON.stringify(toClassroom50(runShowing('nothing'), startedAt, submission, false));
  expect(json).not.toContain(secretText);
  expect(json).not.toContain('proxy/cache-hit');
  expect(json).toContain('there are others');
});
