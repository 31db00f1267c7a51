import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from './safe-name.ts';
import { hostileText } from './testing/fixture-results.ts';

describe('safeName', () => {
  it('leaves plain names alone', () => {
    for (const name of ['ada.lovelace', 'group-7', 'x_1', 's1234567']) expect(safeName(name)).toBe(name);
  });

  it('gives a plain file name for any text', () => {
    const hostile = [
      '',
      '.',
      '..',
      '../../etc/passwd',
      'a/b',
      'C:\\x',
      'con',
      'nul.txt',
      'index.html',
      hostileText,
    ];
    for (const text of [...hostile, 'Ada Lovelace', 'Ünal Şahin', '北京', 'x'.repeat(5_000)]) {
      const name = safeName(text);
      expect(name).toMatch(/^[a-z0-9][a-z0-9-]{1,60}-[0-9a-f]{10}$/);
      expect(name).not.toBe(text);
    }
  });

  it('never gives two texts one name, not even a name that it made', () => {
    const texts = ['Ada', 'ada', 'ADA', 'a/b', 'a-b', 'a b', 'é', 'e\u0301', 'results.json', safeName('Ada')];
    expect(new Set(texts.map(safeName)).size).toBe(texts.length);
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => a === b || safeName(a) !== safeName(b)));
  });
});
