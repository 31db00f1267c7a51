import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { fixtureResults, hostileResults } from '../testing/fixture-results.ts';
import { compareResults } from './compare-results.ts';
import { renderDiff } from './render-diff.ts';

const plain = { color: false, width: 100 };
const first = fixtureResults();
const second = {
  ...first,
  run: { ...first.run, runtime: 'docker' },
  labRuns: first.labRuns.slice(1).map((labRun) =>
    labRun.student === 'alan.turing' && labRun.lab === 'proxy'
      ? {
          ...labRun,
          score: { ...labRun.score, points: 12.5 },
          verdicts: labRun.verdicts.map((each) => ({ ...each, status: 'failed' as const, points: 0 })),
        }
      : labRun,
  ),
};

it('shows what may be behind it, each check, who is in one only, and the sum', () => {
  const text = renderDiff(compareResults(first, second), plain);
  expect(text).toContain('runtime namespace → docker');
  expect(text).toMatch(/^alan\.turing +proxy +65 of 100 +12\.5 of 100 *$/m);
  expect(text).toMatch(/^ +proxy\/relays-body +passed 25 of 25 +failed 0 of 25 *$/m);
  expect(text).toMatch(/Only in the first\n {2}ada\.lovelace, web-server/);
  expect(text).toMatch(/^1 of \d+ submissions differs, in \d checks; 1 submission in one result only\.$/m);
});

it('is one line where nothing differs', () => {
  expect(renderDiff(compareResults(first, first), plain)).toBe(
    'The same verdicts and points in 39 submissions.\n',
  );
});

it('says the same with colours, and obeys no text of a student', () => {
  const [hostile] = hostileResults().labRuns;
  if (!hostile) throw new Error('There is one');
  const graded = { ...first, labRuns: [{ ...hostile, gradable: true }] };
  const difference = compareResults(graded, { ...first, labRuns: [{ ...hostile, gradable: false }] });
  const [text, colored] = [renderDiff(difference, plain), renderDiff(difference, { ...plain, color: true })];
  expect(stripVTControlCharacters(colored)).toBe(text);
  expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]/);
  expect(text).toContain('ungraded');
});
