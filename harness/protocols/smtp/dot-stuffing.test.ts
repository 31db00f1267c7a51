import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDataEnd, removeDotStuffing } from './index.ts';
import { bytes, text } from './testing/mailish.ts';

describe('findDataEnd and removeDotStuffing', () => {
  it.each([
    ['hi\r\n.\r\n', 2, 5],
    ['hi\n.\n', 2, 3],
    ['hi\r\n.\n', 2, 4],
    ['.\r\n', 0, 3],
    ['a.\r\n.b\r\n..\r\n\r\n.\r\nQUIT\r\n', 12, 5],
  ])('finds the end of %j', (data, messageLength, terminatorLength) => {
    expect(findDataEnd(bytes(data))).toEqual({ messageLength, terminatorLength });
  });

  it.each(['hi\r\n.', 'hi.\r\n', '\r\n. \r\n', ''])('finds none in %j', (data) => {
    expect(findDataEnd(bytes(data))).toBeUndefined();
  });

  it('takes off what stuffing added, and stuffed text never holds an end', () => {
    const body = fc.array(fc.constantFrom('.', '..', 'x', '\r\n', '\r\n.')).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(body, (plain) => {
        const stuffed = plain.replace(/(^|\n)\./g, '$1..');
        expect(text(removeDotStuffing(bytes(stuffed)))).toBe(plain);
        expect(findDataEnd(bytes(`${stuffed}\r\n.\r\n`))).toEqual({
          messageLength: stuffed.length,
          terminatorLength: 5,
        });
      }),
    );
  });
});
