import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBase64,
  decodeQuotedPrintable,
  decodeWords,
  findDataEnd,
  mailFieldValues,
  parseMailDate,
  parseMailMessage,
  parsePath,
  parseSmtpCommand,
  readMimeParts,
  readSmtpReplies,
  removeDotStuffing,
  textOfPart,
} from './index.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const text = (from: Uint8Array) => Buffer.from(from).toString('latin1');
const kinds = (deviations: readonly { kind: string }[]) => deviations.map(({ kind }) => kind);
/** Bytes that look a little like mail. */
const mailish = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        '.',
        ':',
        'From: a',
        ' ',
        '--b',
        '--',
        '=',
        '=?utf-8?q?',
        '?=',
        '250-',
        'é',
        '<',
        '>',
      ),
    )
    .map((pieces) => bytes(pieces.join(''))),
);

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

describe('parseMailDate', () => {
  it.each([
    ['Mon, 23 Nov 2026 00:12:56 +0000', Date.UTC(2026, 10, 23, 0, 12, 56)],
    ['23 Nov 2026 01:12 +0100 (CET)', Date.UTC(2026, 10, 23, 0, 12)],
    ['Sun,  1 Feb 2026 10:00:00 GMT', Date.UTC(2026, 1, 1, 10)],
    ['Thu, 31 Dec 2026 23:59:60 -0000', Date.UTC(2027, 0, 1)],
  ])('reads %j', (value, epochMs) => {
    expect(parseMailDate(value)).toEqual({ isValid: true, epochMs });
  });

  it.each([
    ['', /empty/],
    ['2026-11-23 00:12:56', /ISO/],
    ['Tue, 23 Nov 2026 00:12:56 +0000', /Mon/],
    ['31 Feb 2026 00:00:00 +0000', /no such day/],
    ['Mon, 23 Nov 2026 25:00:00 +0000', /time of day/],
    ['Mon, 23 Nov 2026 00:12:56', /zone/],
    ['Mon, 23 Nov 2026 00:12:56 CET', /zone/],
    ['Mon Nov 23 00:12:56 2026', /form/],
    ['Mo, 23 Okt 2026 00:12:56 +0000', /no month/],
  ])('refuses %j and says why', (value, problem) => {
    expect(parseMailDate(value)).toEqual({ isValid: false, problem: expect.stringMatching(problem) });
  });

  it('reads every moment that it is told', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (date) => {
        const told = date.toUTCString();
        expect(parseMailDate(told)).toEqual({
          isValid: true,
          epochMs: Math.floor(date.getTime() / 1000) * 1000,
        });
      }),
    );
  });
});

describe('encodings', () => {
  it('decodes words', () => {
    expect(decodeWords('=?utf-8?B?R3LDvMOfZQ==?= =?UTF-8?Q?_aus_K=C3=B6ln?= now')).toMatchObject({
      text: 'Grüße aus Köln now',
      hasEncodedWords: true,
      problems: [],
    });
    expect(decodeWords(text(Buffer.from('Grüße')))).toMatchObject({ text: 'Grüße', hasRawEightBit: true });
    expect(decodeWords('=?nowhere?B?!?=').problems).toHaveLength(1);
  });

  it('decodes base64 and tells what is none', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (plain) => {
        const decoded = decodeBase64(Buffer.from(Buffer.from(plain).toString('base64')));
        expect(decoded).toEqual({ bytes: plain, deviations: [] });
      }),
    );
    expect(decodeBase64(bytes('se!ret')).deviations[0]).toMatchObject({ kind: 'bad-base64', offset: 2 });
    expect(kinds(decodeBase64(bytes('abcde')).deviations)).toEqual(['bad-base64']);
  });

  it('decodes quoted-printable', () => {
    expect(text(decodeQuotedPrintable(bytes('a=3Db =\r\nc  \r\nd=')).bytes)).toBe('a=b c\r\nd=');
    expect(decodeQuotedPrintable(bytes('a=zz')).deviations[0]).toMatchObject({ offset: 1 });
  });
});

describe('readMimeParts', () => {
  const multipart = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_b;1"',
    '',
    'preamble',
    '--=_b;1',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=C3=BC=C3=9Fe',
    '--=_b;1',
    'Content-Type: image/png; name=a.png',
    'Content-Disposition: attachment; filename="=?utf-8?Q?b=C3=A4r.png?="',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBO',
    'Rw==',
    '--=_b;1--',
    'epilogue',
  ];

  it('reads the leaves', () => {
    const [first, second, ...rest] = readMimeParts(parseMailMessage(bytes(multipart.join('\r\n'))));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ type: 'text/plain', charset: 'utf-8', deviations: [] });
    expect(first && textOfPart(first)).toBe('Grüße');
    expect(second).toMatchObject({ type: 'image/png', disposition: 'attachment', filename: 'bär.png' });
    expect(second && text(second.bytes)).toBe('\x89PNG');
  });

  it('takes a plain message for one text', () => {
    const [only] = readMimeParts(parseMailMessage(bytes('From: a\r\n\r\nhello')));
    expect(only).toMatchObject({ type: 'text/plain', encoding: '7bit', bytes: bytes('hello') });
  });

  it('tells a boundary that is missing or never closed', () => {
    const open = parseMailMessage(bytes(multipart.slice(0, 10).join('\r\n')));
    expect(readMimeParts(open).flatMap((part) => kinds(part.deviations))).toContain('unclosed-multipart');
    const none = parseMailMessage(bytes('Content-Type: multipart/mixed\r\n\r\nx'));
    expect(kinds(readMimeParts(none)[0]?.deviations ?? [])).toEqual(['no-boundary']);
  });

  it('stands a message that holds itself', () => {
    const deep = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(40);
    expect(readMimeParts(parseMailMessage(bytes(deep))).length).toBeGreaterThan(0);
  });
});
