import { describe, expect, test } from 'vitest';
import { formatDate } from '../http/date.ts';
import type { Field } from '../http/fields.ts';
import type { StoredResponse } from './stored-response.ts';
import { conditionalFields, isConditional, isNotModifiedFor, updatedFields } from './validate.ts';

const NOW = Date.UTC(2026, 10, 1, 12);
const stored = (fields: Field[]): StoredResponse => ({
  status: 200,
  reason: 'OK',
  fields: [['Date', formatDate(NOW)], ...fields],
  requestTimeMs: NOW,
  responseTimeMs: NOW,
  url: 'http://h/',
  variant: {},
  bodyFile: 'x.body',
  bodyLength: 10,
});

test('isConditional: conditions and ranges, in whatever case, and nothing else', () => {
  for (const name of [
    'If-None-Match',
    'IF-MODIFIED-SINCE',
    'if-match',
    'If-Unmodified-Since',
    'If-Range',
    'range',
  ])
    expect(
      isConditional([
        ['Host', 'x'],
        [name, 'x'],
      ]),
      name,
    ).toBe(true);
  expect(
    isConditional([
      ['Host', 'x'],
      ['Accept-Ranges', 'bytes'],
      ['If', 'x'],
    ]),
  ).toBe(false);
});

describe('validation', () => {
  const etag: Field = ['ETag', 'W/"v1"'];
  const modified: Field = ['Last-Modified', formatDate(NOW - 1e6)];

  test('puts its own conditions in the place of the client’s', () => {
    const fields = conditionalFields(
      [
        ['If-None-Match', '"old"'],
        ['Range', 'bytes=0-1'],
        ['X', '1'],
      ],
      stored([etag, modified]),
    );
    expect(fields).toEqual([
      ['X', '1'],
      ['If-None-Match', 'W/"v1"'],
      ['If-Modified-Since', modified[1]],
    ]);
  });

  test('knows when the client has it already', () => {
    const has = (...fields: Field[]) => isNotModifiedFor(fields, stored([etag, modified]));
    expect(has(['If-None-Match', '"v0", "v1"'])).toBe(true);
    expect(has(['If-None-Match', '*'])).toBe(true);
    expect(has(['If-None-Match', '"v0"'], ['If-Modified-Since', modified[1]])).toBe(false);
    expect(has(['If-Modified-Since', modified[1]])).toBe(true);
    expect(has(['If-Modified-Since', formatDate(NOW - 2e6)])).toBe(false);
    expect(has()).toBe(false);
  });

  test('a 304 renews the fields and leaves those of the body alone', () => {
    const updated = updatedFields(
      [
        ['X-A', '1'],
        ['X-B', '1'],
        ['Content-Type', 'text/html'],
        ['Age', '9'],
      ],
      [
        ['x-a', '2'],
        ['X-C', '3'],
        ['Content-Type', 'text/plain'],
        ['Content-Length', '0'],
      ],
    );
    expect(updated).toEqual([
      ['X-B', '1'],
      ['Content-Type', 'text/html'],
      ['x-a', '2'],
      ['X-C', '3'],
    ]);
  });
});
