import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HttpParser, type HttpParserOptions } from './http-parser.ts';
import { fieldTokens, fieldValue, type HttpMessageKind } from './message.ts';
import { parseHttp, parseRequests, parseResponses } from './parse-http.ts';
import { withoutSecondHead } from './second-head.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const text = (data: Uint8Array) => Buffer.from(data).toString('latin1');

function read(kind: HttpMessageKind, input: string, options?: HttpParserOptions) {
  const { message, deviations, rest } = parseHttp(kind, bytes(input), options);
  return { message, body: text(message.body), kinds: deviations.map((each) => each.kind), deviations, rest };
}

const response = (input: string, options?: HttpParserOptions) => read('response', input, options);
const request = (input: string) => read('request', input);

const OK = 'HTTP/1.1 200 OK\r\n';

describe('responses as they should be', () => {
  test('a length', () => {
    const { message, body, kinds } = response(`${OK}Content-Length: 4\r\nX-A:  b \r\n\r\nabcd`);
    expect(message).toMatchObject({ version: '1.1', status: 200, reason: 'OK', framing: 'length' });
    expect(message).toMatchObject({ announcedLength: 4, isComplete: true, bodyOffset: 48 });
    expect([body, fieldValue(message, 'x-a'), kinds]).toEqual(['abcd', 'b', []]);
    expect(text(message.headBytes)).toBe(`${OK}Content-Length: 4\r\nX-A:  b \r\n\r\n`);
  });

  test('a body that ends with the connection', () => {
    const parser = new HttpParser('response');
    parser.push(bytes(`${OK}\r\nall of it`));
    expect([parser.isHeadComplete, parser.isComplete]).toEqual([true, false]);
    expect(parser.end()).toMatchObject({ framing: 'close', isComplete: true });
    expect(parser.deviations).toEqual([]);
  });

  test('chunks with an extension and a trailer', () => {
    const { message, body, kinds } = response(
      `${OK}Transfer-Encoding: chunked\r\n\r\n4;x=1\r\nabcd\r\nA\r\n0123456789\r\n0\r\nT: u\r\n\r\n`,
    );
    expect([body, kinds, message.isComplete]).toEqual(['abcd0123456789', [], true]);
    expect(message.trailers[0]).toMatchObject({ name: 'T', value: 'u' });
  });

  test.each([
    ['HEAD', 200],
    ['GET', 304],
    ['GET', 204],
  ])('no body after %s %i, whatever its length says', (requestMethod, status) => {
    const { message, kinds } = response(`HTTP/1.0 ${status} X\r\nContent-Length: 99\r\n\r\n`, {
      requestMethod,
    });
    expect([message.framing, message.isComplete, kinds]).toEqual(['none', true, []]);
  });

  test('several on one connection, an interim one among them', () => {
    const parsed = parseResponses(
      bytes(
        `HTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 1\r\n\r\na${OK}Content-Length: 9\r\n\r\n${OK}\r\nrest`,
      ),
      ['GET', 'HEAD', 'GET'],
    );
    expect(parsed.map(({ message }) => [message.status, text(message.body)])).toEqual([
      [100, ''],
      [200, 'a'],
      [200, ''],
      [200, 'rest'],
    ]);
  });
});

describe('responses as students write them', () => {
  const cases: [string, string, string[], string][] = [
    ['LF alone', 'HTTP/1.1 200 OK\nA: b\n\n<p>', ['lf-only'], '<p>'],
    ['a blank line first', `\n${OK}\r\n<p>`, ['leading-blank-line'], '<p>'],
    ['no blank line', `${OK}A: b\r\n<html>x: y\n`, ['no-blank-line'], '<html>x: y\n'],
    ['plain text without a blank line', `${OK}hello you\nand more`, ['no-blank-line'], 'hello you\nand more'],
    ['one plain line', `${OK}hello`, ['no-blank-line'], 'hello'],
    ['no status line', '<html>\n', ['no-status-line'], '<html>\n'],
    ['fields without a status line', 'A: b\r\n\r\n<html>\n', ['no-status-line'], '<html>\n'],
    ['an end in the head', 'HTTP/1.1 404 Not Found\r\nA: b\r\n', ['head-ends-at-eof'], ''],
    ['an end in a line', 'HTTP/1.1 404 Not Found', ['head-ends-at-eof'], ''],
    ['no reason', 'HTTP/1.1 200\r\n\r\n', ['no-space-after-status'], ''],
    ['a damaged field', `${OK}Connection close\r\nA: b\r\n\r\nx`, ['malformed-field'], 'x'],
    ['a space in a name', `${OK}Content Type: a\r\n\r\nx`, ['malformed-field'], 'x'],
    ['a space before the colon', `${OK}A : b\r\n\r\nx`, ['space-before-colon'], 'x'],
    ['a folded field', `${OK}A: b\r\n c\r\n\r\nx`, ['obs-fold'], 'x'],
    ['too short', `${OK}Content-Length: 5\r\n\r\nabc`, ['short-body'], 'abc'],
    ['too long', `${OK}Content-Length: 3\r\n\r\nabc\r\n`, ['surplus-bytes'], 'abc'],
    ['two lengths', `${OK}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`, ['conflicting-lengths'], 'abc'],
    ['no number', `${OK}Content-Length: 3 bytes\r\n\r\nabc`, ['bad-length'], 'abc'],
    ['no chunks', `${OK}Transfer-Encoding: chunked\r\n\r\nxyz\nabc`, ['bad-chunk-size'], 'xyz\nabc'],
    ['chunks unfinished', `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n`, ['short-body'], 'ab'],
    [
      'chunks with LF',
      `${OK}Transfer-Encoding: chunked\r\n\r\n2\nab\n0\n\n`,
      ['chunk-lf-only', 'bad-chunk-end'],
      'ab',
    ],
  ];
  test.each(cases)('%s', (_, input, kinds, body) => {
    const read = response(input);
    expect([read.kinds, read.body]).toEqual([kinds, body]);
  });

  test.each([
    ['HTTP 404 Not Found', 404],
    ['404 Not Found', 404],
    ['HTTP/1.1404 Not Found', undefined],
    ['http/1.1 200 ok', 200],
    ['HTTP/1.1 404Not Found', 404],
    ['HTTP/1.1  200 OK', 200],
  ])('the status line "%s" is malformed but read', (line, status) => {
    const { message, kinds } = response(`${line}\r\n\r\nx`);
    expect([message.status, kinds]).toEqual([status, ['malformed-status-line']]);
  });

  test('a deviation points at its byte', () => {
    const { deviations } = response(`${OK}A: b\nC: d\r\n\r\n`);
    expect(deviations).toEqual([{ kind: 'lf-only', offset: 21, text: expect.any(String) }]);
  });

  test('a second head is noted and can be taken off', () => {
    const { message, kinds } = response(`${OK}\r\n${OK}A: b\r\n\r\n<p>`);
    expect(kinds).toEqual(['second-head']);
    expect(text(withoutSecondHead(message.body))).toBe('<p>');
  });
});

describe('requests', () => {
  test('as it should be', () => {
    const { message, kinds } = request('GET /a?b HTTP/1.1\r\nHost: x\r\nConnection: a, Close\r\n\r\n');
    expect(message).toMatchObject({ method: 'GET', target: '/a?b', version: '1.1', isComplete: true });
    expect(fieldTokens(message.fields, 'connection')).toEqual(['a', 'close']);
    expect(kinds).toEqual([]);
  });

  test('two in a row', () => {
    const parsed = parseRequests(
      bytes('POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\nHost: x\r\n\r\n'),
    );
    expect(parsed.map(({ message }) => [message.target, text(message.body)])).toEqual([
      ['/a', 'hi'],
      ['/b', ''],
    ]);
  });

  const head = 'POST / HTTP/1.1\r\nHost: x\r\n';
  test.each([
    [
      'both lengths',
      `${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ['length-and-transfer-encoding'],
    ],
    [
      'chunked not last',
      `${head}Transfer-Encoding: chunked, identity\r\n\r\n`,
      ['transfer-encoding-not-chunked'],
    ],
    ['a disguised coding', `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`, ['space-before-colon']],
    ['a folded coding', `${head}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`, ['obs-fold']],
    ['two lengths', `${head}Content-Length: 0\r\nContent-Length: 5\r\n\r\n`, ['conflicting-lengths']],
    ['a sign', `${head}Content-Length: +5\r\n\r\n`, ['bad-length']],
    ['a bare CR', `${head}A: b\rContent-Length: 5\r\n\r\n`, ['bare-cr']],
    ['a zero byte', `${head}A: b\0\r\n\r\n`, ['nul-byte']],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', ['missing-host']],
    ['two hosts', `${head}Host: y\r\n\r\n`, ['several-hosts']],
    ['no version', 'GET /\r\n\r\n', ['no-version']],
    ['a space in the target', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', ['malformed-request-line']],
    ['no field', `${head}nonsense\r\n\r\n`, ['malformed-field']],
    [
      'an old version',
      'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ['transfer-encoding-in-http-1.0'],
    ],
  ])('%s', (_, input, kinds) => {
    expect(request(input).kinds).toEqual(kinds);
  });
});

/** All that a parser says, fed in these pieces. */
function outcome(kind: HttpMessageKind, pieces: readonly Uint8Array[]) {
  const parser = new HttpParser(kind);
  for (const piece of pieces) parser.push(piece);
  const message = parser.end();
  const { body, headBytes, ...plain } = message;
  return {
    ...plain,
    body: text(body),
    head: text(headBytes),
    rest: text(parser.rest),
    log: parser.deviations,
  };
}

const NASTY = [
  `\r\n${OK}A: b\n c\r\nX : y\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\nde\n0\r\nT: u\r\n\r\nmore`,
  'HTTP/1.1 200 OK\nContent-Length: 12\n\n<p>hello</p>\r\n',
  `${OK}Connection close\r\nContent-Type: a\r\n<html>`,
  `${OK}maybe text\nmaybe more\n`,
  `${OK}Transfer-Encoding: chunked\r\n\r\nnot\r\nchunks`,
  '<html>no head at all</html>',
  'A: b\nC: d\n\nbody',
];

test.each(NASTY)('however the bytes are split, the result is the same: %j', (input) => {
  const whole = bytes(input);
  for (const kind of ['response', 'request'] as const) {
    const expected = outcome(kind, [whole]);
    for (let at = 1; at < whole.length; at++) {
      expect(outcome(kind, [whole.subarray(0, at), whole.subarray(at)])).toEqual(expected);
    }
    expect(
      outcome(
        kind,
        Array.from(whole, (byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(expected);
  }
});

test('no bytes make it throw, and no split changes what it says', () => {
  const fragment = fc.constantFrom(
    'HTTP/1.1 200 OK',
    'GET / HTTP/1.1',
    '\r\n',
    '\n',
    '\r',
    ':',
    ' ',
    'Content-Length: 3',
    'Transfer-Encoding: chunked',
    '3\r\nabc',
    '0',
    '<p>',
    'a b',
    '\0',
    '\xff',
  );
  const soup = fc.array(fc.oneof(fragment, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 30 });
  fc.assert(
    fc.property(
      soup,
      fc.constantFrom<HttpMessageKind>('request', 'response'),
      fc.nat(),
      (parts, kind, cut) => {
        const whole = bytes(parts.join(''));
        const at = whole.length === 0 ? 0 : cut % whole.length;
        const expected = outcome(kind, [whole]);
        expect(outcome(kind, [whole.subarray(0, at), whole.subarray(at)])).toEqual(expected);
        expect(expected.log.every(({ offset }) => offset >= 0 && offset <= whole.length)).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});
