import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailFieldValues, parseMailMessage, readMimeParts } from './index.ts';
import { bytes, mailish, text } from './testing/mailish.ts';

describe('parseMailMessage', () => {
  it('reads fields, folded ones too, and the body', () => {
    const message = parseMailMessage(bytes('From: a@b\r\nSubject: one\r\n two\r\n\r\nbody\r\n\r\nmore'));
    expect(message.fields.map(({ name, value }) => [name, value])).toEqual([
      ['From', 'a@b'],
      ['Subject', 'one two'],
    ]);
    expect(text(message.body)).toBe('body\r\n\r\nmore');
    expect(message).toMatchObject({ hasBlankLine: true, bodyOffset: 33, deviations: [] });
    expect(mailFieldValues(message, 'SUBJECT')).toEqual(['one two']);
  });

  it.each([
    ['From: a\n\nx', 'lf-only', 7],
    ['just text\r\n', 'no-header', 0],
    ['Subject: x\r\nHello there\r\n', 'no-blank-line', 12],
    ['Subject: x\r\n', 'no-blank-line', 12],
    ['\r\nFrom: a\r\nTo: b\r\n\r\nx', 'leading-blank-line', 0],
    ['From : a\r\n\r\nx', 'malformed-field', 4],
    ['From: a\rb\r\n\r\nx', 'bare-cr', 7],
    [`From: a\r\n\r\n${'x'.repeat(999)}\r\n`, 'line-too-long', 11 + 998],
  ])('tells the first thing wrong with %j', (data, kind, offset) => {
    expect(parseMailMessage(bytes(data)).deviations[0]).toMatchObject({ kind, offset });
  });

  it('takes text before a blank line that is no header for the body', () => {
    const message = parseMailMessage(bytes('\r\n I love computer networks!'));
    expect(message).toMatchObject({ fields: [], hasBlankLine: true });
    expect(text(message.body)).toBe(' I love computer networks!');
  });

  it('never throws, and the body is the end of the bytes', () => {
    fc.assert(
      fc.property(mailish, (some) => {
        const message = parseMailMessage(some);
        readMimeParts(message);
        expect(text(message.body)).toBe(text(some.subarray(message.bodyOffset)));
      }),
    );
  });
});
