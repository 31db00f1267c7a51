import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeQuotedPrintable, decodeWords } from './index.ts';
import { bytes, kinds, text } from './testing/mailish.ts';

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
