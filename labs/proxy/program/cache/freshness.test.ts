import { describe, expect, test } from 'vitest';
import { formatDate } from '../http/date.ts';
import type { Field } from '../http/fields.ts';
import { currentAgeMs, freshnessLifetimeMs } from './freshness.ts';

const NOW = Date.UTC(2026, 10, 1, 12);
const at = (seconds: number) => formatDate(NOW + seconds * 1000);
const response = (fields: Field[], status = 200) => ({
  status,
  reason: '',
  fields: [['Date', at(0)] as const, ...fields],
  requestTimeMs: NOW,
  responseTimeMs: NOW,
});
const lifetime = (...fields: Field[]) => freshnessLifetimeMs(response(fields)) / 1000;

describe('freshnessLifetimeMs', () => {
  test('prefers s-maxage to max-age to Expires', () => {
    const expires: Field = ['Expires', at(30)];
    expect(lifetime(['Cache-Control', 's-maxage=10, max-age=20'], expires)).toBe(10);
    expect(lifetime(['Cache-Control', 'MAX-AGE="20"'], expires)).toBe(20);
    expect(lifetime(expires)).toBe(30);
  });

  test('takes what it cannot read for stale', () => {
    expect(lifetime(['Cache-Control', 'max-age=x'], ['Expires', at(30)])).toBe(0);
    expect(lifetime(['Cache-Control', 'max-age=-5'])).toBe(0);
    expect(lifetime(['Cache-Control', 'max-age=1.5'])).toBe(0);
    expect(lifetime(['Expires', '0'])).toBe(0);
    expect(lifetime(['Expires', at(-30)])).toBe(0);
  });

  test('counts the first of two max-age, and bounds a huge one', () => {
    expect(lifetime(['Cache-Control', 'max-age=5'], ['Cache-Control', 'max-age=9'])).toBe(5);
    expect(lifetime(['Cache-Control', `max-age=${'9'.repeat(30)}`])).toBe(2 ** 31);
  });

  test('guesses a tenth of the time since the last change, a day at most', () => {
    expect(lifetime(['Last-Modified', at(-1000)])).toBe(100);
    expect(lifetime(['Last-Modified', at(-1e8)])).toBe(86_400);
    expect(lifetime(['Last-Modified', at(50)])).toBe(0);
    expect(lifetime()).toBe(0);
    const created = response([['Last-Modified', at(-1000)]], 201);
    expect(freshnessLifetimeMs(created)).toBe(0);
    expect(
      freshnessLifetimeMs({ ...created, fields: [...created.fields, ['Cache-Control', 'public']] }),
    ).toBe(100_000);
  });
});

describe('currentAgeMs', () => {
  test('adds what it says, how long it took, and how long it has been here', () => {
    const aged = { ...response([['Age', '10']]), requestTimeMs: NOW - 2_000 };
    expect(currentAgeMs(aged, NOW + 5_000)).toBe(17_000);
  });

  test('believes Date when that makes it older', () => {
    const old = { ...response([['Age', '1']]), requestTimeMs: NOW + 60_000, responseTimeMs: NOW + 60_000 };
    expect(currentAgeMs(old, NOW + 60_000)).toBe(60_000);
  });

  test('ignores an Age that is no number', () => {
    expect(currentAgeMs(response([['Age', '-3']]), NOW)).toBe(0);
    expect(currentAgeMs(response([['Age', '7, 9']]), NOW)).toBe(7_000);
  });
});
