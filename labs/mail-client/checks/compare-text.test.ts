import { expect, test } from 'vitest';
import { compareText } from './compare-text.ts';

test('shows both texts around the first byte that differs, with a caret below it', () => {
  const { expected, actual } = compareText('Dear Bob, 7 < 8', 'Dear Bob, 7 &lt; 8');
  expect(expected).toBe('15 bytes; around byte 12:\nDear Bob, 7 < 8\n            ^');
  expect(actual).toBe('18 bytes; around byte 12:\nDear Bob, 7 &lt; 8\n            ^');
});

test('points behind the last byte of a text that is cut off', () => {
  expect(compareText('Dear Bob', 'Dear').actual).toBe('4 bytes; around byte 4:\nDear\n    ^');
  expect(compareText('Dear Bob', '').actual).toBe('an empty text');
});

test('points behind the text that is due where more came', () => {
  expect(compareText('Dear', 'Dear Bob').actual).toBe('8 bytes; around byte 4:\nDear Bob\n    ^');
});
