import { expect, test } from 'vitest';
import { parseDate } from './date.ts';

const NOW = Date.UTC(2026, 10, 1, 12);

test('parseDate reads all three forms', () => {
  const expected = Date.UTC(1994, 10, 6, 8, 49, 37);
  for (const text of [
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ])
    expect(parseDate(text, NOW)).toBe(expected);
  for (const text of ['', '0', 'Sun, 06 Nov 1994 08:49:37', 'Sun, 06 Nov 1994 25:49:37 GMT', '1994-11-06'])
    expect(parseDate(text, NOW)).toBeUndefined();
});
