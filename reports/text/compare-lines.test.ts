import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLines } from './compare-lines.ts';

describe('compareLines', () => {
  it('marks whole words and whole escapes', () => {
    expect(compareLines('a body of 431 bytes', 'a body of 430 bytes')).toEqual([
      { before: 'a body of ', expected: '431', actual: '430', after: ' bytes' },
    ]);
    expect(compareLines('250 OK\\r\\n', '250 OK\\n')?.[0]).toEqual({
      before: '250 OK',
      expected: '\\r',
      actual: '',
      after: '\\n',
    });
  });

  it('marks nothing where there is nothing in common', () => {
    expect(compareLines('404 Not Found', 'the connection was closed')).toBeUndefined();
    expect(compareLines('one line', 'one line\nand another')).toBeUndefined();
  });

  it('loses no character', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\\', 'é') });
    fc.assert(
      fc.property(line, line, (expected, actual) => {
        const lines = compareLines(expected, actual);
        if (!lines) return;
        expect(lines.map((each) => each.before + each.expected + each.after).join('\n')).toBe(expected);
        expect(lines.map((each) => each.before + each.actual + each.after).join('\n')).toBe(actual);
      }),
    );
  });
});
