import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBase64,
  decodeQuotedPrintable,
  decodeWords,
  mailFieldValues,
  parseMailDate,
  parseMailMessage,
  readMimeParts,
  removeDotStuffing,
  textOfPart,
} from '../../../harness/protocols/smtp/index.ts';
import { checkAddress, checkSubject, splitAddresses } from './address.ts';
import { base64Lines, chooseEncoding, quotedPrintable, stuffDots, textField, toCrlf } from './encoding.ts';
import { composeMessage, formatDate, type Mail } from './message.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });
const bytes = (text: string) => Buffer.from(text, 'utf8');
const lines = (text: string) => text.split('\r\n');

describe('what is written can be read', () => {
  it('header text: short lines, ASCII, the same after decoding', () => {
    fc.assert(
      fc.property(
        anyText.map((text) => text.replace(/[\x00-\x1f\x7f]/g, ' ').trim()),
        (text) => {
          const field = textField('Subject', text);
          const longest = field.includes('=?') ? 76 : 78 + 'Subject: '.length;
          expect(lines(field).every((line) => line.length <= longest && /^[\x20-\x7e]*$/.test(line))).toBe(
            true,
          );
          const read = decodeWords(field.slice('Subject: '.length).replaceAll('\r\n', ''));
          expect(read.problems).toEqual([]);
          expect(read.text).toBe(text);
        },
      ),
    );
  });

  it('quoted-printable: lines of at most 76 characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = toCrlf(text);
        const encoded = quotedPrintable(plain);
        expect(lines(encoded).every((line) => line.length <= 76 && /^[\t\x20-\x7e]*$/.test(line))).toBe(true);
        expect(Buffer.from(decodeQuotedPrintable(bytes(encoded)).bytes).toString('utf8')).toBe(plain);
      }),
    );
  });

  it('base64 lines', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plain) => {
        const encoded = base64Lines(plain);
        expect(lines(encoded).every((line) => line.length <= 76)).toBe(true);
        expect(decodeBase64(bytes(encoded))).toEqual({ bytes: plain, deviations: [] });
      }),
    );
  });

  it('dots: stuffed and taken off again', () => {
    // U+2028 is a line's end to JavaScript and none to mail.
    const piece = fc.constantFrom('.', '..', 'a', '\r\n', ' ', '\u2028');
    const text = fc.array(piece).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (plain) => {
        const stuffed = stuffDots(plain);
        expect(lines(stuffed)).not.toContain('.');
        expect(Buffer.from(removeDotStuffing(bytes(stuffed))).toString()).toBe(plain);
      }),
    );
  });

  it('dates, in the zone of this machine', () => {
    const now = new Date('2026-11-23T00:12:56Z');
    expect(parseMailDate(formatDate(now))).toEqual({ isValid: true, epochMs: now.getTime() });
  });
});

describe('chooseEncoding', () => {
  it.each([
    ['plain\r\n', false, '7bit'],
    ['Grüße\r\n', true, '8bit'],
    ['Grüße\r\n', false, 'quoted-printable'],
    [`${'x'.repeat(999)}\r\n`, true, 'quoted-printable'],
    ['NUL \0\r\n', true, 'quoted-printable'],
  ] as const)('%j with 8BITMIME %s travels as %s', (text, isOffered, encoding) => {
    expect(chooseEncoding(text, isOffered)).toBe(encoding);
  });
});

it('writes a subject that looks like an encoded word so that it is read as it is', () => {
  const subject = '=?utf-8?Q?no?=';
  const field = textField('Subject', subject);
  expect(field).not.toBe(`Subject: ${subject}`);
  expect(decodeWords(field.slice('Subject: '.length)).text).toBe(subject);
});

it('has room for the name of the field in the first line of encoded words', () => {
  const [first = '', second = ''] = lines(textField('Subject', 'ü'.repeat(60)));
  expect(first).toMatch(/^Subject: =\?utf-8\?B\?/);
  expect(first.length).toBeLessThanOrEqual(76);
  expect(second.length).toBeLessThanOrEqual(76);
});

describe('composeMessage', () => {
  const mail: Mail = {
    from: 'ada@a.example',
    to: ['bob@b.example', 'eve@e.example'],
    subject: 'Grüße',
    body: 'Zeile eins\nzwei ü',
    attachments: [],
  };
  const now = new Date('2026-11-23T00:12:56Z');
  const compose = (changes: Partial<Mail>, isEightBitOffered = true) => {
    const composed = composeMessage({ ...mail, ...changes }, isEightBitOffered, now);
    return { ...composed, message: parseMailMessage(bytes(composed.text)) };
  };

  it('has its fields, an empty line and no deviation', () => {
    const { message, isEightBit } = compose({});
    expect(message.fields.map(({ name }) => name)).toEqual([
      'From',
      'To',
      'Subject',
      'Date',
      'Message-ID',
      'MIME-Version',
      'Content-Type',
      'Content-Transfer-Encoding',
    ]);
    expect(message).toMatchObject({ deviations: [], hasBlankLine: true });
    expect(isEightBit).toBe(true);
  });

  it('says the same text however it travels', () => {
    for (const isOffered of [true, false]) {
      const [part] = readMimeParts(compose({}, isOffered).message);
      expect(part && textOfPart(part)).toBe('Zeile eins\r\nzwei ü\r\n');
    }
    expect(compose({}, false).isEightBit).toBe(false);
  });

  it('carries files whole, whatever their names', () => {
    const content = Uint8Array.from({ length: 256 }, (_, index) => index);
    const attachments = [
      { name: 'bär "1".png', type: 'image/png', bytes: content },
      { name: 'a.bin', type: 'application/octet-stream', bytes: new Uint8Array() },
    ];
    const [text, first, second] = readMimeParts(compose({ attachments }).message);
    expect(text && textOfPart(text)).toBe('Zeile eins\r\nzwei ü\r\n');
    expect(first).toMatchObject({
      filename: 'bär "1".png',
      type: 'image/png',
      bytes: content,
      deviations: [],
    });
    expect(second).toMatchObject({ filename: 'a.bin', bytes: new Uint8Array() });
  });
});

describe('a multipart', () => {
  const mail = { from: 'ada@a.example', to: ['bob@b.example'], subject: 'Hi' };
  const attachments = [{ name: 'a.bin', type: 'application/octet-stream', bytes: new Uint8Array(3) }];
  const encodingOf = (body: string, isEightBitOffered: boolean) => {
    const { text } = composeMessage({ ...mail, body, attachments }, isEightBitOffered, new Date());
    return mailFieldValues(parseMailMessage(bytes(text)), 'Content-Transfer-Encoding');
  };

  it('says that it holds a part in 8bit', () => expect(encodingOf('Grüße', true)).toEqual(['8bit']));

  it.each([
    ['Grüße', false],
    ['Hello', true],
  ])('says nothing where all is ASCII: %j, 8BITMIME offered: %s', (body, isOffered) => {
    expect(encodingOf(body, isOffered)).toEqual([]);
  });
});

describe('what is refused', () => {
  it('takes addresses and nothing that could end them', () => {
    expect(checkAddress(' ada@a.example ', 'sender')).toBe('ada@a.example');
    for (const wrong of [
      '',
      'a b@c.example',
      'a@b>',
      'a@b\r\nRCPT TO:<x@y>',
      '<a@b.example>',
      'ä@b.example',
    ]) {
      expect(() => checkAddress(wrong, 'sender'), wrong).toThrow(/no address for the sender/);
    }
    expect(splitAddresses(['a@b,c@d', ' e@f', ''])).toEqual(['a@b', 'c@d', ' e@f']);
  });

  it('takes no line break in a subject', () => {
    expect(checkSubject('Hello')).toBe('Hello');
    expect(() => checkSubject('Hello\r\nBcc: x@y')).toThrow(/line break/);
  });
});
