import { expect, it } from 'vitest';
import { describeReply, ReplyReader } from './reply-reader.ts';

const STREAM = '220-one\r\n220 two\r\n250 ok\r\n354\r\nno smtp\r\n';

it('reads the same replies wherever the stream is cut', () => {
  for (let cut = 0; cut <= STREAM.length; cut++) {
    const reader = new ReplyReader();
    const replies = [STREAM.slice(0, cut), STREAM.slice(cut)].flatMap((piece) =>
      reader.push(Buffer.from(piece)),
    );
    expect(replies).toEqual([
      { code: 220, lines: ['one', 'two'] },
      { code: 250, lines: ['ok'] },
      { code: 354, lines: [''] },
      { code: 0, lines: ['no smtp'] },
    ]);
    expect(reader.isInMidReply).toBe(false);
  }
});

it('knows when a reply has begun and not ended', () => {
  const reader = new ReplyReader();
  expect(reader.push(Buffer.from('250-more\r\n'))).toEqual([]);
  expect(reader.isInMidReply).toBe(true);
});

it('describes a reply in one line', () => {
  expect(describeReply({ code: 550, lines: ['5.1.1 No such user', 'Sorry'] })).toBe(
    '550 5.1.1 No such user / Sorry',
  );
});
