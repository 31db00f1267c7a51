import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleParts, visibleText } from './visible-text.ts';

const hidden = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u;

describe('visibleText', () => {
  it('shows terminal commands, bidi overrides and NUL as escapes', () => {
    expect(visibleText('\x1b[2J\0\r\x9b\u202Egnp\u200B\uD800')).toBe(
      '\\x1b[2J\\0\\r\\x9b\\u{202e}gnp\\u{200b}\\u{d800}',
    );
  });

  it('leaves text of any script, tabs and newlines alone', () => {
    for (const text of ['naïve\tcafé\n', 'Zürich, 北京, עברית, 😀']) expect(visibleText(text)).toBe(text);
  });

  it('cuts a pile of combining marks', () => {
    expect(visibleText(`e${'\u0301'.repeat(50)}`)).toContain('\\u{301}');
  });

  it('leaves nothing hidden, and its parts are the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const visible = visibleText(text);
        expect(visible).not.toMatch(hidden);
        expect(
          visibleParts(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(visible);
      }),
    );
  });
});
