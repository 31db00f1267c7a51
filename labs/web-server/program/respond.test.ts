import { expect, test } from 'vitest';
import { parseByteRange } from './byte-range.ts';
import { evaluateConditions, rangeStillApplies } from './conditions.ts';
import { describeFile } from './document.ts';
import { pathOfTarget } from './file-lookup.ts';
import { formatHttpDate, parseHttpDate } from './http-date.ts';
import { HttpError } from './http-error.ts';
import { mediaTypeOf } from './media-types.ts';

const CHANGED = Date.UTC(1994, 10, 6, 8, 49, 37);
const FILE = describeFile('/x', { size: 100, mtimeMs: CHANGED + 250 });
const TAG = FILE.entityTag;

test('the three forms of a date are one moment; the first is what we send', () => {
  const forms = [
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ];
  expect(forms.map(parseHttpDate)).toEqual([CHANGED, CHANGED, CHANGED]);
  expect(formatHttpDate(new Date(CHANGED))).toBe(forms[0]);
});

test.each(['', 'yesterday', '1994-11-06T08:49:37Z', 'Sun, 06 Nov 1994 08:49:37 CET'])(
  '%j is no date',
  (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  },
);

test.each([
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=-500', { first: 0, last: 99 }],
  ['bytes=50-500', { first: 50, last: 99 }],
  ['bytes=9-0', undefined],
  ['bytes=0-1,5-6', undefined],
  ['lines=0-1', undefined],
  ['bytes=-', undefined],
  [undefined, undefined],
])('the range %s of 100 bytes', (value, range) => {
  expect(parseByteRange(value, 100)).toEqual(range);
});

test.each(['bytes=100-', 'bytes=-0', 'bytes=200-300'])('the range %s lies outside', (value) => {
  expect(() => parseByteRange(value, 100)).toThrow(expect.objectContaining({ status: 416 }));
});

test.each([
  ['if-none-match', TAG, 'not-modified'],
  ['if-none-match', `W/${TAG}, "x"`, 'not-modified'],
  ['if-none-match', '*', 'not-modified'],
  ['if-none-match', '"x"', 'proceed'],
  ['if-modified-since', 'Sun, 06 Nov 1994 08:49:37 GMT', 'not-modified'],
  ['if-modified-since', 'Sun, 06 Nov 1994 08:49:36 GMT', 'proceed'],
  ['if-modified-since', 'nonsense', 'proceed'],
  ['if-match', '"x"', 'failed'],
  ['if-match', `W/${TAG}`, 'failed'],
  ['if-match', TAG, 'proceed'],
  ['if-unmodified-since', 'Sun, 06 Nov 1994 08:49:36 GMT', 'failed'],
])('the condition %s: %s', (name, value, outcome) => {
  expect(evaluateConditions(request([name, value]), FILE)).toBe(outcome);
});

test('a tag is asked before a date', () => {
  const fields: [string, string][] = [
    ['if-none-match', '"other"'],
    ['if-modified-since', 'Sun, 06 Nov 1994 08:49:37 GMT'],
  ];
  expect(evaluateConditions(request(...fields), FILE)).toBe('proceed');
});

test('a range applies only to the file that it was asked of', () => {
  const ifRange = (value: string) => rangeStillApplies(request(['if-range', value]), FILE);
  expect([TAG, '"x"', `W/${TAG}`, 'Sun, 06 Nov 1994 08:49:37 GMT'].map(ifRange)).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test.each([
  ['/', ''],
  ['/a/b.html', 'a/b.html'],
  ['/a%20b?x=/..', 'a b'],
  ['/folder/', 'folder/'],
  ['http://host:80/a', 'a'],
  ['http://host', ''],
])('the path of %s', (target, path) => {
  expect(pathOfTarget(target)).toBe(path);
});

test.each([
  ['/..', 404],
  ['/a/../b', 404],
  ['/%2e%2e/b', 404],
  ['/..%2fb', 404],
  ['/a%2fb', 404],
  ['/a%5cb', 404],
  ['/a%00b', 404],
  ['/.git/config', 404],
  ['/%zz', 400],
  ['/%ff', 400],
])('the target %s is refused', (target, status) => {
  expect(() => pathOfTarget(target)).toThrow(HttpError);
  expect(() => pathOfTarget(target)).toThrow(expect.objectContaining({ status }));
});

test('kinds of files by the end of their names', () => {
  expect(['a.HTML', 'b.png', 'c'].map(mediaTypeOf)).toEqual([
    'text/html; charset=utf-8',
    'image/png',
    'application/octet-stream',
  ]);
});

function request(...fields: [string, string][]) {
  return { method: 'GET', target: '/x', minorVersion: 1, fields: new Map(fields) };
}
