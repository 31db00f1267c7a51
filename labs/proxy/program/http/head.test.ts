import { describe, expect, test } from 'vitest';
import { formatHead, parseRequestHead, parseResponseHead } from './head.ts';

describe('parseRequestHead', () => {
  test('takes a request apart, with CRLF and with LF', () => {
    for (const end of ['\r\n', '\n']) {
      const head = parseRequestHead(['GET /a?b HTTP/1.1', 'Host: x', 'X-Empty:', 'X-Two:  a b\t'].join(end));
      expect(head).toEqual({
        method: 'GET',
        target: '/a?b',
        version: '1.1',
        fields: [
          ['Host', 'x'],
          ['X-Empty', ''],
          ['X-Two', 'a b'],
        ],
      });
    }
  });

  test.each([
    ['one word', 'GARBAGE'],
    ['two words', 'GET /'],
    ['two spaces', 'GET  / HTTP/1.1'],
    ['another protocol', 'GET / HTTP/2.0'],
    ['a method that is no token', 'G@T / HTTP/1.1'],
    ['a target that is not encoded', 'GET /\xe4 HTTP/1.1'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : x'],
    ['no colon', 'GET / HTTP/1.1\r\nHost'],
    ['a folded field', 'GET / HTTP/1.1\r\nHost: x\r\n y'],
    ['a bare CR', 'GET / HTTP/1.1\r\nHost: x\rX: y'],
    ['a NUL', 'GET / HTTP/1.1\r\nHost: x\0'],
  ])('refuses %s', (_what, text) => {
    expect(() => parseRequestHead(text)).toThrow(expect.objectContaining({ name: 'SyntaxFault' }));
  });
});

test('a long run of blanks inside a value takes no time', () => {
  const value = `a${' '.repeat(60_000)}b`;
  const startedAtMs = performance.now();
  expect(parseRequestHead(`GET / HTTP/1.1\r\nHost: x\r\nX-Blank: \t${value} \t`).fields[1]?.[1]).toBe(value);
  // Trimmed by a regular expression it was seven seconds.
  expect(performance.now() - startedAtMs).toBeLessThan(1_000);
});

describe('parseResponseHead', () => {
  test('unfolds what a request must not fold, and needs no reason', () => {
    expect(parseResponseHead('HTTP/1.0 404\r\nX-A: 1\r\n  2')).toEqual({
      version: '1.0',
      status: 404,
      reason: '',
      fields: [['X-A', '1 2']],
    });
    expect(() => parseResponseHead('HELLO')).toThrow('status line');
  });

  test('takes blanks before the colon away, and refuses what is no field all the same', () => {
    expect(parseResponseHead('HTTP/1.1 200 OK\r\nServer : x\r\nX-A \t:y : z').fields).toEqual([
      ['Server', 'x'],
      ['X-A', 'y : z'],
    ]);
    for (const line of ['Two words: x', ' : x', 'Server '])
      expect(() => parseResponseHead(`HTTP/1.1 200 OK\r\nX: y\r\n${line.replace(/^ /, '')}`)).toThrow(
        'not a header field',
      );
  });
});

test('formatHead is what parseRequestHead reads', () => {
  const bytes = formatHead('GET / HTTP/1.1', [
    ['Host', 'x'],
    ['X-Latin', '\xe4'],
  ]);
  expect(bytes.toString('latin1')).toBe('GET / HTTP/1.1\r\nHost: x\r\nX-Latin: \xe4\r\n\r\n');
});
