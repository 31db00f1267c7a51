import { expect, it } from 'vitest';
import { exportPrairieLearn, toPrairieLearn } from './prairielearn.ts';
import {
  cleanRun,
  failedRun,
  resultsOf,
  runShowing,
  secretText,
  ungradableRun,
} from './testing/fixture-exports.ts';

it('has a share of 0 to 1 and the tests', () => {
  const result = toPrairieLearn(failedRun(), false);
  expect(result).toMatchObject({ gradable: true, score: 0.55 });
  expect(result.tests).toHaveLength(8);
  expect(result.tests.find(({ description }) => description === 'proxy/unknown-host')).toMatchObject({
    ...{ points: 0, max_points: 10, output: expect.stringContaining('Expected') },
  });
});

it('never has more than 1, bonus or not, and never less than 0', () => {
  expect(toPrairieLearn(cleanRun(), true).score).toBe(1);
  const score = { points: 0, possible: 0, bonus: 0, bonusPossible: 0 };
  expect(toPrairieLearn(cleanRun('ada', { score }), false).score).toBe(0);
});

it('says that nothing was graded, without a score', () => {
  const result = toPrairieLearn(ungradableRun(), false);
  expect(result).toMatchObject({
    gradable: false,
    tests: [],
    format_errors: [expect.stringContaining('no python2')],
  });
  expect(result).not.toHaveProperty('score');
});

it('is below 1 MB whatever was printed', () => {
  const labRun = failedRun();
  const actual = '\x1b'.repeat(100_000);
  const verdicts = Array.from({ length: 100 }, () =>
    labRun.verdicts.map((each) => ({ ...each, actual })),
  ).flat();
  const [file] = exportPrairieLearn(resultsOf({ ...labRun, verdicts }), false).files;
  expect(Buffer.byteLength(file?.content ?? '')).toBeLessThan(1_000_000);
  expect(JSON.parse(file?.content ?? '').tests).toHaveLength(800);
});

it('names no hidden check', () => {
  const json = JSON.stringify(toPrairieLearn(runShowing('nothing'), false));
  expect(json).not.toContain('proxy/cache-hit');
  expect(json).not.toContain(secretText);
  expect(JSON.stringify(toPrairieLearn(runShowing('verdict'), false))).not.toContain(secretText);
});
