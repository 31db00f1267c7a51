import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath, parseSmtpCommand } from './index.ts';
import { bytes, mailish } from './testing/mailish.ts';

describe('parseSmtpCommand', () => {
  it('takes what is legal, in any case', () => {
    for (const line of [
      'EHLO host.example\r\n',
      'mail from:<a@b.example> BODY=8BITMIME\r\n',
      'RCPT TO:<"odd one"@b.example>\r\n',
      'MAIL FROM:<>\r\n',
      'rcpt to:<sys>\r\n',
      'DATA\r\n',
      'quit\r\n',
      'AUTH PLAIN AGEAYg==\r\n',
      'NOOP\r\n',
    ]) {
      expect(parseSmtpCommand(bytes(line)).deviations, line).toEqual([]);
    }
  });

  it.each([
    ['HELO\r\n', 'missing-argument', 4],
    ['HELO \r\n', 'missing-argument', 4],
    ['QUIT\n', 'lf-only', 4],
    ['QUIT', 'no-line-end', 4],
    ['MAIL FROM: <a@b.example>\r\n', 'space-after-colon', 9],
    ['MAIL FROM:a@b.example\r\n', 'no-angle-brackets', 10],
    ['RCPT TO:<a b@c.example>\r\n', 'bad-address', 9],
    ['RCPT FROM:<a@b.example>\r\n', 'bad-address', 5],
    ['RCPT TO:<a@b.example\r\n', 'bad-address', 8],
    ['DATA now\r\n', 'surplus-argument', 4],
    ['Subject: x\r\n', 'unknown-verb', 0],
    ['QUIT\r\r\n', 'bare-cr', 4],
  ])('tells what is wrong with %j, and where', (line, kind, offset) => {
    expect(parseSmtpCommand(bytes(line)).deviations).toEqual([
      expect.objectContaining({ kind, offset, text: expect.stringMatching(/\w+ \w+/) }),
    ]);
  });

  it('reads a path', () => {
    expect(parsePath('to: a@b.example', 'TO')).toMatchObject({ address: 'a@b.example', hasBrackets: false });
    expect(parsePath('FROM:<@relay.example:a@b.example> SIZE=3', 'FROM')).toMatchObject({
      address: 'a@b.example',
      hasBrackets: true,
      parameters: ['SIZE=3'],
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(mailish, (some) => {
        const { deviations } = parseSmtpCommand(some);
        return deviations.every(({ offset }) => offset >= 0 && offset <= some.length);
      }),
    );
  });
});
