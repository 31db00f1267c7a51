import { describe, expect, it } from 'vitest';
import type { LabRun } from '../schema.ts';
import {
  fixtureMissingParts,
  fixtureResults,
  fixtureRun,
  hostileResults,
} from '../testing/fixture-results.ts';
import { exportGradescope, toGradescope } from './gradescope.ts';
import {
  cleanRun,
  failedRun,
  resultsOf,
  runShowing,
  secretText,
  ungradableRun,
} from './testing/fixture-exports.ts';

const { run } = fixtureRun([]);

describe('score', () => {
  it('is that of the lab run, and the tests that count add up to it', () => {
    for (const labRun of fixtureResults().labRuns.filter(
      ({ gradable, missingParts }) => gradable && missingParts.length === 0,
    )) {
      const { score, tests = [] } = toGradescope(labRun, run, false);
      expect(score).toBe(labRun.score.points);
      expect(tests.reduce((sum, test) => sum + (test.score ?? 0), 0)).toBe(score);
      expect(tests.reduce((sum, test) => sum + (test.max_score ?? 0), 0)).toBe(labRun.score.possible);
    }
  });

  it('has the bonus where it is to count, and deductions', () => {
    const score = { points: 80.5, possible: 100, bonus: 10, bonusPossible: 10 };
    const adjustments = [{ id: 'late', title: 'Handed in 2 days late', points: -19.5, bonus: 0 }];
    const labRun = cleanRun('ada', { score: { ...score, adjustments } });
    expect(toGradescope(labRun, run, true).score).toBe(90.5);
    expect(toGradescope(labRun, run, false)).toMatchObject({
      score: 80.5,
      output: expect.stringContaining('Handed in 2 days late: −19.5 points'),
    });
  });

  it('is nowhere where nothing was graded, and the reason is', () => {
    const result = toGradescope(ungradableRun(), run, false);
    expect(result).not.toHaveProperty('score');
    expect(result).not.toHaveProperty('tests');
    expect(result.output).toContain('Not graded, which is not a zero: This machine has no python2.');
  });
});

describe('what a student sees', () => {
  it('is all of a failure where nothing is hidden', () => {
    const test = toGradescope(failedRun(), run, false).tests?.find(
      ({ tags }) => tags[0] === 'proxy/unknown-host',
    );
    expect(test).toMatchObject({ status: 'failed', score: 0, max_score: 10, visibility: 'visible' });
    expect(test?.output).toMatch(
      /^Expected: \n200 OK[^\r]*\nGot: [^\r]*\nWhat to do: .*\nSee it yourself: curl[^\n]*\nThe name was made up/s,
    );
  });

  it('is the verdict and the hint where the course shows no more', () => {
    const result = toGradescope(runShowing('verdict'), run, false);
    const test = result.tests?.find(({ tags }) => tags[0] === 'proxy/cache-hit');
    expect(test).toMatchObject({ status: 'failed', visibility: 'visible' });
    expect(test?.output).toContain('does not hold');
    expect(JSON.stringify(result)).not.toContain(secretText);
  });

  it('is nothing of a hidden check, and no word that all has passed', () => {
    const hidden = runShowing('nothing');
    const result = toGradescope(hidden, run, false);
    expect(result.tests?.find(({ tags }) => tags[0] === 'proxy/cache-hit')?.visibility).toBe('hidden');
    expect(JSON.stringify(result)).not.toContain(secretText);
    const waiting = result.tests?.find(({ tags }) => tags[0] === 'proxy/cache-equal');
    expect(waiting?.output).toBe('It was not tried, as it needs another check to pass.');
    const verdicts = hidden.verdicts.map((each) => ({ ...each, status: 'passed' as const }));
    expect(toGradescope({ ...hidden, verdicts }, run, false).output).toContain(
      'that are shown passed; there are others',
    );
    expect(toGradescope(cleanRun(), run, false).output).toContain('All 8 checks passed');
  });

  it('names a part that was not found, with its points', () => {
    const labRun = cleanRun('ada', { missingParts: fixtureMissingParts });
    const { output, tests = [] } = toGradescope(labRun, run, false);
    expect(tests[0]).toMatchObject({
      score: 0,
      max_score: 25,
      status: 'failed',
      name: expect.stringContaining('no such program'),
    });
    expect(output).toContain('8 of 9 checks passed');
  });
});

it('says that there is no total where a check is hidden', () => {
  const remarks = (second: LabRun) => exportGradescope(resultsOf(cleanRun(), second), false).remarks;
  expect(remarks(failedRun())).toEqual([]);
  expect(remarks(runShowing('nothing'))).toEqual([expect.stringContaining('no total')]);
});

it('is JSON without a carriage return or terminal command, whatever a program said', () => {
  const results = hostileResults();
  const graded = { ...results, labRuns: results.labRuns.map((each) => ({ ...each, gradable: true })) };
  const texts = JSON.parse(exportGradescope(graded, false).files[0]?.content ?? '').tests;
  for (const { output, name } of texts)
    expect(`${output}${name}`).not.toMatch(/[\0-\x08\x0b-\x1f\u202a-\u202e]/);
  expect(JSON.stringify(texts)).toContain('\\\\x1b[31mred');
});
