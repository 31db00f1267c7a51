import { expect, it } from 'vitest';
import { describeReply, ReplyReader } from './reply-reader.ts';

const STREAM = Buffer.from('220-one\r\n220 zwei ü ✉\r\n250 ok\r\n354\r\nno smtp\r\n');

it('reads the same replies wherever the stream is cut', () => {
  for (let cut = 0; cut <= STREAM.length; cut++) {
    const reader = new ReplyReader();
    const replies = [STREAM.subarray(0, cut), STREAM.subarray(cut)].flatMap((piece) => reader.push(piece));
    expect(replies).toEqual([
      { code: 220, lines: ['one', 'zwei ü ✉'] },
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

it('does not collect for ever what has no end', () => {
  const endless = [{ code: 0, lines: ['(a reply without an end)'] }];
  const reader = new ReplyReader();
  expect(reader.push(Buffer.alloc(70_000, 'x'))).toEqual(endless);
  expect(reader.push(Buffer.from('250-on and on\r\n'.repeat(1001)))).toEqual(endless);
  expect(reader.isInMidReply).toBe(false);
});

it('lets no server steer the terminal', () => {
  expect(describeReply({ code: 550, lines: ['\x1b[2Jno\u009b2J\x07'] })).toBe('550 ?[2Jno?2J?');
});
