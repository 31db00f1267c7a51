import { describe, expect, it } from 'vitest';
import { parseMailMessage, readMimeParts, textOfPart } from './index.ts';
import { bytes, kinds, text } from './testing/mailish.ts';

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
