import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { fixtureResults, hostileResults } from '../testing/fixture-results.ts';
import { exportCsv } from './csv.ts';
import { csvCell } from './csv-cell.ts';
import { cleanRun, resultsOf, ungradableRun } from './testing/fixture-exports.ts';

function read(results: ReturnType<typeof resultsOf>, path: string): Record<string, string>[] {
  const content = exportCsv(results, false).files.find((file) => file.path === path)?.content ?? '';
  return parse(content, { bom: true, columns: true });
}

it('has a line for each submission, and one for each of its checks', () => {
  const results = fixtureResults();
  const scores = read(results, 'scores.csv');
  expect(scores).toHaveLength(results.labRuns.length);
  expect(scores[0]).toMatchObject({
    ...{ student: 'ada.lovelace', lab: 'web-server', state: 'graded', total: '100', points: '100' },
    ...{ possible: '100', bonus: '10', passed: '10', failed: '0', seed: '73f0c1', lab_version: '1' },
  });
  const checks = read(results, 'checks.csv');
  expect(
    checks.filter(({ student, lab }) => student === 'ada.lovelace' && lab === 'web-server'),
  ).toHaveLength(10);
});

it('has no points where nothing was graded, and a line for what is to come', () => {
  const results = resultsOf(ungradableRun());
  const pending = [{ student: 'ada', lab: 'proxy' }];
  const scores = read({ ...results, run: { ...results.run, pending } }, 'scores.csv');
  expect(scores[0]).toMatchObject({
    state: 'ungradable',
    total: '',
    points: '',
    reason: 'This machine has no python2.',
  });
  expect(scores[1]).toMatchObject({ student: 'ada', state: 'to come', total: '' });
  for (const { points } of read(results, 'checks.csv')) expect(points).toBe('');
});

it('counts the bonus where asked to', () => {
  const [first] = exportCsv(resultsOf(cleanRun()), true).files;
  expect(parse(first?.content ?? '', { bom: true, columns: true })[0]).toMatchObject({
    total: '110',
    points: '100',
  });
});

describe('no cell is a formula', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '＝1', '\n=1'])(
    '%j',
    (text) => {
      expect(csvCell(text)).toBe(`'${text}`);
    },
  );

  it.each(['ada', "'=1", '1 + 1', 'a=b', ''])('and %j stays', (text) => {
    expect(csvCell(text)).toBe(text);
  });

  it('whatever a student is called', () => {
    const content = exportCsv(hostileResults('=cmd|\'/C calc\'!A0\n"=1"'), false).files.map(
      (file) => file.content,
    );
    for (const row of content.flatMap((each) => parse(each, { bom: true })).flat())
      expect(row).not.toMatch(/^\s*[=+@-]|[\r\n]/);
  });
});
