import { expect, it } from 'vitest';
import { exportAgs, toAgs } from './ags.ts';
import { cleanRun, failedRun, resultsOf, ungradableRun } from './testing/fixture-exports.ts';

const { run } = resultsOf();

it('has all that a platform asks for', () => {
  const submission = { source: 'a.zip', submittedAt: '2026-11-22T18:54:36.736+01:00' };
  expect(toAgs(failedRun('grace', { submission }), run, { student: 'grace', id: '502' }, false)).toEqual({
    userId: '502',
    scoreGiven: 55,
    scoreMaximum: 100,
    comment: '55 of 100 points, 0 of 10 bonus\n3 of 8 checks passed',
    timestamp: '2026-11-22T18:55:17.300+00:00',
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    submission: { submittedAt: '2026-11-22T17:54:36.736+00:00' },
  });
});

it('may give more than the maximum', () => {
  expect(toAgs(cleanRun(), run, undefined, true)).toMatchObject({
    scoreGiven: 110,
    scoreMaximum: 100,
    userId: 'ada.lovelace',
  });
});

it('has failed, and no score, where nothing was graded', () => {
  const score = toAgs(ungradableRun(), run, undefined, false);
  expect(score).toMatchObject({ gradingProgress: 'Failed', comment: expect.stringContaining('no python2') });
  expect(score).not.toHaveProperty('scoreGiven');
  expect(score).not.toHaveProperty('scoreMaximum');
});

it('is a file for each submission', () => {
  const results = {
    ...resultsOf(cleanRun('ada'), failedRun('grace')),
    roster: [{ student: 'ada', id: '501' }],
  };
  const files = exportAgs(results, false).files;
  expect(files.map(({ path }) => path)).toEqual(['ada/proxy/score.json', 'grace/proxy/score.json']);
  expect(JSON.parse(files[0]?.content ?? '').userId).toBe('501');
});
