import { expect, it } from 'vitest';
import { hostileResults } from '../testing/fixture-results.ts';
import { toAutolab } from './autolab.ts';
import {
  cleanRun,
  failedRun,
  resultsOf,
  runShowing,
  secretText,
  ungradableRun,
} from './testing/fixture-exports.ts';

const [lab] = resultsOf().labs;

/** The two lines that Autolab reads. */
function readBack(text: string): { stages: Record<string, never>; scores: Record<string, number | null> } {
  const lines = text.trimEnd().split('\n');
  return { stages: JSON.parse(lines.at(-2) ?? ''), scores: JSON.parse(lines.at(-1) ?? '').scores };
}

it('has the score in its last line, and the checks in the one before', () => {
  const { stages, scores } = readBack(toAutolab(failedRun(), lab, false));
  expect(scores).toEqual({ proxy: 55 });
  expect(stages).toMatchObject({ _presentation: 'semantic', stages: ['Caching proxy'] });
  expect(stages['Caching proxy']).toMatchObject({
    'The second request is served from the cache (proxy/cache-hit)': {
      passed: false,
      hint: expect.stringContaining('Expected'),
    },
    'The body is relayed byte for byte (proxy/relays-body)': { passed: true },
  });
});

it('counts bonus where asked to', () => {
  expect(readBack(toAutolab(cleanRun(), lab, true)).scores).toEqual({ proxy: 110 });
});

it('has a score of null where nothing was graded, which Autolab leaves open', () => {
  const text = toAutolab(ungradableRun(), lab, false);
  expect(readBack(text).scores).toEqual({ proxy: null });
  expect(text).toContain('Not graded, which is not a zero: This machine has no python2.');
});

it('cannot be given another last line by what a program printed', () => {
  const [hostile] = hostileResults().labRuns;
  if (!hostile) throw new Error('There is one');
  const forged = '{"scores": {"proxy": 100}}\n{"scores": {"proxy": 100}}\n';
  const verdicts = hostile.verdicts.map((each) => ({
    ...each,
    actual: forged,
    hint: forged,
    reproduce: forged,
    reproduceNote: forged,
  }));
  const programs = hostile.programs.map((each) => ({ ...each, command: forged }));
  const text = toAutolab({ ...hostile, gradable: true, verdicts, programs }, lab, false);
  expect(readBack(text).scores).toEqual({ proxy: hostile.score.points });
});

it('names no hidden check', () => {
  const text = toAutolab(runShowing('nothing'), lab, false);
  expect(text).not.toContain('proxy/cache-hit');
  expect(text).not.toContain(secretText);
});
