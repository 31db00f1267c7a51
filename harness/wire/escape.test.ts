import { expect, test } from 'vitest';
import { caretAt } from './caret.ts';
import { escapeBytes } from './escape.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('line ends, control and high bytes are visible', () => {
  expect(escapeBytes(bytes('a\r\n\t\0\x7f\xe9\\'))).toBe('a\\r\\n\\t\\x00\\x7f\\xe9\\\\');
});

test('what is too long is counted, not shown', () => {
  expect(escapeBytes(bytes('abcdef'), 4)).toBe('abcd... (2 more bytes)');
  expect(escapeBytes(bytes('abcd'), 4)).toBe('abcd');
});

test('the caret stands below the byte, whatever was escaped before it', () => {
  expect(caretAt(bytes('HTTP/1.1 200 OK\r\n\nbody'), 17)).toBe(
    'HTTP/1.1 200 OK\\r\\n\\nbody\n                   ^',
  );
});

test('the excerpt is cut on both sides, and an offset behind the end points after the last byte', () => {
  const [excerpt = '', caret = ''] = caretAt(bytes('x'.repeat(200)), 100).split('\n');
  expect(excerpt.startsWith('...') && excerpt.endsWith('...')).toBe(true);
  expect(caret.length).toBe(3 + 32 + 1);
  expect(caretAt(bytes('ab'), 9)).toBe('ab\n  ^');
  expect(caretAt(bytes(''), 0)).toBe('\n^');
});
