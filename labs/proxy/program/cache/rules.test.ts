import { describe, expect, test } from 'vitest';
import { formatDate } from '../http/date.ts';
import type { Field } from '../http/fields.ts';
import { decide, mayStandIn } from './decide.ts';
import { invalidatedUrls } from './invalidate.ts';
import { wantedRange } from './range.ts';
import { isStorable, standsForGet } from './storable.ts';
import type { StoredResponse } from './stored-response.ts';
import { matchesVariant, variantOf } from './vary.ts';

const NOW = Date.UTC(2026, 10, 1, 12);
const request = (fields: Field[] = [], method = 'GET') => ({
  method,
  target: '/',
  version: '1.1' as const,
  fields,
});
const stored = (fields: Field[], ageSeconds = 0, status = 200): StoredResponse => ({
  status,
  reason: 'OK',
  fields: [['Date', formatDate(NOW - ageSeconds * 1000)], ...fields],
  requestTimeMs: NOW - ageSeconds * 1000,
  responseTimeMs: NOW - ageSeconds * 1000,
  url: 'http://h/',
  variant: {},
  bodyFile: 'x.body',
  bodyLength: 10,
});
const cc = (value: string): Field => ['Cache-Control', value];

describe('isStorable', () => {
  const keeps = (requestFields: Field[], fields: Field[], status = 200) =>
    isStorable(request(requestFields), stored(fields, 0, status));

  test('keeps what has a lifetime or a validator', () => {
    expect(keeps([], [cc('max-age=5')])).toBe(true);
    expect(keeps([], [['ETag', '"a"']])).toBe(true);
    expect(keeps([], [])).toBe(false);
    expect(keeps([], [cc('max-age=5')], 404)).toBe(true);
    expect(keeps([], [['ETag', '"a"']], 404)).toBe(false);
    expect(keeps([], [cc('max-age=5')], 206)).toBe(false);
  });

  test('keeps nothing that it is asked not to', () => {
    expect(keeps([], [cc('max-age=5, no-store')])).toBe(false);
    expect(keeps([], [cc('max-age=5, Private')])).toBe(false);
    expect(keeps([cc('no-store')], [cc('max-age=5')])).toBe(false);
    expect(keeps([], [cc('max-age=5'), ['Vary', 'Accept, *']])).toBe(false);
    expect(isStorable(request([], 'POST'), stored([cc('max-age=5')]))).toBe(false);
  });

  test('keeps what a password was needed for only when told that it may', () => {
    const authorized: Field[] = [['Authorization', 'Basic x']];
    expect(keeps(authorized, [cc('max-age=5')])).toBe(false);
    for (const word of ['public', 's-maxage=5', 'must-revalidate'])
      expect(keeps(authorized, [cc(`max-age=5, ${word}`)])).toBe(true);
  });
});

test('standsForGet: the answer to a POST that names its own URL and a lifetime', () => {
  const stands = (location: string, value = 'max-age=5', method = 'POST', status = 200) =>
    standsForGet(method, 'http://h/a', stored([cc(value), ['Content-Location', location]], 0, status));
  expect(stands('/a')).toBe(true);
  expect(stands('http://h/a')).toBe(true);
  expect(stands('/b')).toBe(false);
  expect(stands('http://[')).toBe(false);
  expect(stands('/a', 'public')).toBe(false);
  expect(stands('/a', 'max-age=5', 'PUT')).toBe(false);
  expect(stands('/a', 'max-age=5', 'POST', 201)).toBe(false);
});

describe('decide', () => {
  const decided = (fields: Field[], requestFields: Field[] = [], ageSeconds = 10) =>
    decide(request(requestFields), stored(fields, ageSeconds), NOW);

  test('serves what is fresh and asks after what is not', () => {
    expect(decided([cc('max-age=11')])).toBe('serve');
    expect(decided([cc('max-age=10')])).toBe('ask');
    expect(decided([cc('max-age=99, no-cache')])).toBe('ask');
    expect(decide(request(), undefined, NOW)).toBe('ask');
  });

  test('heeds the wishes of the client', () => {
    expect(decided([cc('max-age=99')], [cc('no-cache')])).toBe('ask');
    expect(decided([cc('max-age=99')], [['Pragma', 'no-cache']])).toBe('ask');
    expect(decided([cc('max-age=99')], [['Pragma', 'no-cache'], cc('max-age=50')])).toBe('serve');
    expect(decided([cc('max-age=99')], [cc('max-age=9')])).toBe('ask');
    expect(decided([cc('max-age=15')], [cc('min-fresh=6')])).toBe('ask');
    expect(decided([cc('max-age=5')], [cc('max-stale')])).toBe('serve');
    expect(decided([cc('max-age=5')], [cc('max-stale=4')])).toBe('ask');
    expect(decided([cc('max-age=5, must-revalidate')], [cc('max-stale')])).toBe('ask');
    expect(decided([cc('max-age=5')], [cc('only-if-cached')])).toBe('refuse');
    expect(decided([cc('max-age=99')], [cc('only-if-cached')])).toBe('serve');
  });

  test('serves stale while it asks, where that is allowed', () => {
    expect(decided([cc('max-age=5, stale-while-revalidate=10')])).toBe('refresh');
    expect(decided([cc('max-age=5, stale-while-revalidate=4')])).toBe('ask');
  });
});

test('mayStandIn: for an origin that is not there, unless the response forbids it', () => {
  const stale = (value: string) => stored([cc(value)], 60);
  expect(mayStandIn(request(), stale('max-age=5'), NOW)).toBe(true);
  expect(mayStandIn(request(), stale('max-age=5'), NOW, 503)).toBe(false);
  expect(mayStandIn(request(), stale('max-age=5, stale-if-error=100'), NOW, 503)).toBe(true);
  expect(mayStandIn(request(), stale('max-age=5, stale-if-error=10'), NOW, 503)).toBe(false);
  for (const word of ['must-revalidate', 'proxy-revalidate', 's-maxage=5', 'no-cache'])
    expect(mayStandIn(request(), stale(`max-age=5, ${word}`), NOW)).toBe(false);
});

describe('Vary', () => {
  const variant = variantOf(
    [['Accept', 'a, b']],
    [
      ['Vary', 'Accept'],
      ['vary', 'Accept-Language'],
    ],
  );

  test('compares the named fields, spaces and lines apart', () => {
    expect(
      matchesVariant(
        [
          ['accept', 'a'],
          ['Accept', 'b'],
        ],
        variant,
      ),
    ).toBe(true);
    expect(
      matchesVariant(
        [
          ['Accept', 'a,b'],
          ['Other', '1'],
        ],
        variant,
      ),
    ).toBe(true);
    expect(matchesVariant([['Accept', 'b, a']], variant)).toBe(false);
    expect(
      matchesVariant(
        [
          ['Accept', 'a, b'],
          ['Accept-Language', 'de'],
        ],
        variant,
      ),
    ).toBe(false);
    expect(matchesVariant([], variant)).toBe(false);
  });

  test('looks past case where a field has none, and never past order', () => {
    const matches = (name: string, one: string, other: string) =>
      matchesVariant([[name, other]], variantOf([[name, one]], [['Vary', name]]));
    expect(matches('Accept-Language', 'en, de', 'EN, De')).toBe(true);
    expect(matches('Accept-Language', 'en, de', 'de, en')).toBe(false);
    expect(matches('X-Tenant', 'a', 'A')).toBe(false);
  });

  test('a star matches nothing', () => {
    expect(matchesVariant([], variantOf([], [['Vary', '*']]))).toBe(false);
  });
});

test('invalidatedUrls: the URL itself and what the answer points to on the same host', () => {
  const pointers: Field[] = [
    ['Location', '/b'],
    ['Content-Location', 'http://other/c'],
  ];
  expect(invalidatedUrls('POST', 'http://h/a', 201, pointers)).toEqual(['http://h/a', 'http://h/b']);
  expect(invalidatedUrls('POST', 'http://h/a', 500, pointers)).toEqual([]);
  expect(invalidatedUrls('HEAD', 'http://h/a', 200, [])).toEqual([]);
});

test('wantedRange: one part of what is there', () => {
  const range = (...fields: Field[]) => wantedRange(fields, stored([['ETag', '"v1"']]));
  expect(range(['Range', 'bytes=2-4'])).toEqual({ first: 2, last: 4 });
  expect(range(['Range', 'bytes=7-'])).toEqual({ first: 7, last: 9 });
  expect(range(['Range', 'bytes=-3'])).toEqual({ first: 7, last: 9 });
  expect(range(['Range', 'bytes=5-99'], ['If-Range', '"v1"'])).toEqual({ first: 5, last: 9 });
  expect(range(['Range', 'bytes=5-'], ['If-Range', '"v2"'])).toBeUndefined();
  expect(range(['Range', 'bytes=10-'])).toBeUndefined();
  expect(range(['Range', 'bytes=0-1,3-4'])).toBeUndefined();
});
