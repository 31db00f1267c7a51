import fc from 'fast-check';

export const bytes = (text: string) => Buffer.from(text, 'latin1');
export const text = (from: Uint8Array) => Buffer.from(from).toString('latin1');
export const kinds = (deviations: readonly { kind: string }[]) => deviations.map(({ kind }) => kind);
/** Bytes that look a little like mail. */
export const mailish = fc.oneof(
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
