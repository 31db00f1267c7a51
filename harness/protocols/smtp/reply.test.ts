import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSmtpReplies } from './index.ts';
import { bytes, kinds, mailish, text } from './testing/mailish.ts';

describe('readSmtpReplies', () => {
  it('splits replies and keeps what is not whole yet', () => {
    const read = readSmtpReplies(bytes('220 hi\r\n250-a\r\n250-b\r\n250 c\r\n354 g'));
    expect(read.replies.map(({ code, lines }) => [code, lines])).toEqual([
      [220, ['hi']],
      [250, ['a', 'b', 'c']],
    ]);
    expect(text(read.rest)).toBe('354 g');
    expect(read.deviations).toEqual([]);
  });

  it('tells lines that are none', () => {
    expect(kinds(readSmtpReplies(bytes('hello\r\n')).deviations)).toEqual(['bad-reply-line']);
    expect(kinds(readSmtpReplies(bytes('250-a\r\n251 b\r\n')).deviations)).toEqual(['codes-differ']);
  });

  it('reads the same wherever the stream is cut', () => {
    const stream = bytes('220-a\r\n220 b\r\n250 ok\r\n334 \r\n535 5.7.8 no\r\n');
    const whole = readSmtpReplies(stream).replies.map(({ code, lines }) => ({ code, lines }));
    for (let cut = 0; cut <= stream.length; cut++) {
      const first = readSmtpReplies(stream.subarray(0, cut));
      const second = readSmtpReplies(Buffer.concat([first.rest, stream.subarray(cut)]));
      const both = [...first.replies, ...second.replies].map(({ code, lines }) => ({ code, lines }));
      expect(both).toEqual(whole);
    }
  });

  it('loses no byte and never throws', () => {
    fc.assert(
      fc.property(mailish, (some) => {
        const { replies, rest } = readSmtpReplies(some);
        return replies.reduce((sum, { length }) => sum + length, 0) + rest.length === some.length;
      }),
    );
  });
});
