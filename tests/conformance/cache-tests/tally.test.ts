import { expect, test } from 'vitest';
import { renderFailures, renderScores } from './render.ts';
import type { PublishedCache, RawResults, Suite } from './suite.ts';
import { countPassing, outcomesOf, tally, tallyUnion } from './tally.ts';

const failed = ['Assertion', 'it came from the cache'] as const;
const cache = (name: string, results: RawResults, kind: PublishedCache['kind'] = 'rev-proxy') => ({
  name,
  version: '1',
  kind,
  results,
});
const suite: Suite = {
  folder: '/suite',
  commit: 'abc',
  cases: [
    { id: 'r1', name: 'first', kind: 'required' },
    { id: 'r2', name: 'second', kind: 'required' },
    { id: 'o1', name: 'third', kind: 'optimal' },
    { id: 'c1', name: 'fourth', kind: 'check' },
  ],
  published: [
    cache('one', { r1: true, r2: failed, o1: failed, c1: true }),
    cache('two', { r1: failed, r2: true, o1: failed, c1: true }),
    cache('browser', { r1: true, r2: true, o1: true, c1: true }, 'browser'),
  ],
  hasPassed: (id, results) => results[id] === true,
};
const ours = { r1: true, r2: true, o1: failed, c1: failed } as const;

test('required and optimal cases are counted, checks are not', () => {
  expect(tally(suite, ours)).toEqual({ required: 2, optimal: 0 });
  expect(Object.fromEntries(outcomesOf(suite, ours))).toEqual({ r1: true, r2: true, o1: false });
});

test('a case that was not run has not passed', () => {
  expect(tally(suite, {})).toEqual({ required: 0, optimal: 0 });
});

test('together, the other caches pass what any of them passes; browsers are not among them', () => {
  expect(tallyUnion(suite)).toEqual({ required: 2, optimal: 0 });
  expect(countPassing(suite, 'r1')).toBe(1);
});

test('the tables name every cache and every failure', () => {
  expect(
    renderScores(suite, ours)
      .split('\n')
      .map((row) => row.replace(/ +/g, ' ')),
  ).toEqual([
    '| cache | version | required, of 2 | optimal, of 1 |',
    expect.stringMatching(/^\| -+ \| -+ \| -+: \| -+: \|$/),
    '| proxy of the lab | | 2 | 0 |',
    '| any of those below | | 2 | 0 |',
    '| one | 1 | 1 | 0 |',
    '| two | 1 | 1 | 0 |',
  ]);
  expect(renderFailures(suite, ours, new Map([['o1', 'For a reason.']]))).toBe(
    'What fails, and why:\n\n- `o1` (optimal; passed by 0 of the others): For a reason.',
  );
});
