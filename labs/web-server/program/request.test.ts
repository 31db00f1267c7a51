import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HttpError } from './http-error.ts';
import { parseRequest, wantsToStay } from './request.ts';
import { bodyLengthOf, measureChunks } from './request-body.ts';

const HOST = 'Host: x';

function statusOf(act: () => unknown): number | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof HttpError) return error.status;
    throw error;
  }
}

test('a request is taken apart, names without case, values without the space around', () => {
  const request = parseRequest('GET /a?b HTTP/1.1\r\nHOST: x:80\r\nAccept:  a \r\nAccept: b');
  expect(request).toMatchObject({ method: 'GET', target: '/a?b', minorVersion: 1 });
  expect([...request.fields]).toEqual([
    ['host', 'x:80'],
    ['accept', 'a, b'],
  ]);
});

test('a long run of blanks inside a value takes no time', () => {
  const value = `a${' '.repeat(30_000)}b`;
  const startedAtMs = performance.now();
  const fields = `X: \t${value} \t\r\nConnection: ${value}\r\nContent-Length: ${value}`;
  const request = parseRequest(`GET / HTTP/1.1\r\n${HOST}\r\n${fields}`);
  expect(request.fields.get('x')).toBe(value);
  expect(wantsToStay(request)).toBe(true);
  expect(statusOf(() => bodyLengthOf(request))).toBe(400);
  // Each of the three took more than a second where a regular expression looked for the end of the blanks.
  expect(performance.now() - startedAtMs).toBeLessThan(500);
});

describe('what is refused', () => {
  test.each([
    ['', 400],
    ['GET', 400],
    ['GET /', 400],
    ['GET  / HTTP/1.1', 400],
    ['GET /a b HTTP/1.1', 400],
    ['GET / HTTP/1.1 ', 400],
    ['GET / http/1.1', 400],
    ['G:T / HTTP/1.1', 400],
    ['GET / HTTP/2.0', 505],
    ['GET / HTTP/1.1', 400],
    [`GET / HTTP/1.1\r\n${HOST}\r\n${HOST}`, 400],
    ['GET / HTTP/1.1\r\nHost: a/b', 400],
    [`GET / HTTP/1.1\r\n${HOST}\r\nA : b`, 400],
    [`GET / HTTP/1.1\r\n${HOST}\r\n folded`, 400],
    [`GET / HTTP/1.1\r\n${HOST}\r\nno colon`, 400],
    [`GET / HTTP/1.1\r\n${HOST}\r\nA: b\rc`, 400],
    [`GET / HTTP/1.1\r\n${HOST}\r\nA: b\0`, 400],
  ])('%j is answered with %i', (head, status) => {
    expect(statusOf(() => parseRequest(head))).toBe(status);
  });
});

test.each([
  ['GET / HTTP/1.1\r\nHost: x', true],
  ['GET / HTTP/1.1\r\nHost: x\r\nConnection: Close', false],
  ['GET / HTTP/1.0', false],
  ['GET / HTTP/1.0\r\nConnection: Keep-Alive', true],
])('whether the connection stays after %j', (head, stays) => {
  expect(wantsToStay(parseRequest(head))).toBe(stays);
});

test.each([
  ['', 0],
  ['Content-Length: 12', 12],
  ['Content-Length: 12, 12', 12],
  ['Transfer-Encoding: Chunked', 'chunked'],
])('the body after "%s"', (field, length) => {
  expect(bodyLengthOf(parseRequest(`GET / HTTP/1.0\r\n${field}`.trimEnd()))).toBe(length);
});

test.each([
  ['Content-Length: 1, 2', 400],
  ['Content-Length: -1', 400],
  ['Content-Length: 0x1', 400],
  ['Content-Length:', 400],
  ['Content-Length: 1\r\nTransfer-Encoding: chunked', 400],
  ['Transfer-Encoding: gzip, chunked', 501],
])('the body after "%s" cannot be found: %i', (fields, status) => {
  expect(statusOf(() => bodyLengthOf(parseRequest(`GET / HTTP/1.0\r\n${fields}`)))).toBe(status);
});

test('chunks are measured only when they are whole, whatever follows', () => {
  const whole = '3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: u\r\n\r\n';
  for (let length = 0; length < whole.length; length++) {
    expect(measureChunks(Buffer.from(whole.slice(0, length)))).toBeUndefined();
  }
  expect(measureChunks(Buffer.from(`${whole}GET / HTTP/1.1`))).toBe(whole.length);
  expect(measureChunks(Buffer.from('0\r\n\r\n'))).toBe(5);
});

test.each(['x\r\n', '3\r\nabcd\r\n', '-1\r\n', '\r\n', 'f'.repeat(2_000)])('%j is no chunk', (text) => {
  expect(statusOf(() => measureChunks(Buffer.from(text)))).toBe(400);
});

test('no head makes the parser fail otherwise than with an HttpError', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      statusOf(() => parseRequest(text));
      statusOf(() => parseRequest(`GET ${text} HTTP/1.1\r\nHost: x\r\n${text}`));
      statusOf(() => measureChunks(Buffer.from(text)));
    }),
    { numRuns: 500 },
  );
});
