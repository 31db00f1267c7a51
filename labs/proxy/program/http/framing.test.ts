import { describe, expect, test } from 'vitest';
import type { Field } from './fields.ts';
import { requestFraming, responseFraming } from './framing.ts';

const request = (...fields: Field[]) => ({ method: 'POST', target: '/', version: '1.1' as const, fields });
const response = (status: number, ...fields: Field[]) => ({
  version: '1.1' as const,
  status,
  reason: '',
  fields,
});

describe('requestFraming', () => {
  test('reads a length, chunks, or nothing', () => {
    expect(requestFraming(request())).toEqual({ kind: 'none' });
    expect(requestFraming(request(['Content-Length', '12']))).toEqual({ kind: 'length', length: 12 });
    expect(requestFraming(request(['Transfer-Encoding', 'Chunked']))).toEqual({ kind: 'chunked' });
  });

  test.each<[string, Field[]]>([
    [
      'a length and chunks',
      [
        ['Content-Length', '1'],
        ['Transfer-Encoding', 'chunked'],
      ],
    ],
    [
      'two lengths',
      [
        ['Content-Length', '1'],
        ['Content-Length', '2'],
      ],
    ],
    ['a list of lengths', [['Content-Length', '1, 1']]],
    ['a negative length', [['Content-Length', '-1']]],
    ['a length with a sign', [['Content-Length', '+1']]],
    ['an unknown coding', [['Transfer-Encoding', 'gzip, chunked']]],
    ['an empty coding', [['Transfer-Encoding', '']]],
    [
      'chunked twice',
      [
        ['Transfer-Encoding', 'chunked'],
        ['Transfer-Encoding', 'chunked'],
      ],
    ],
  ])('refuses %s', (_what, fields) => {
    expect(() => requestFraming(request(...fields))).toThrow(
      expect.objectContaining({ name: 'SyntaxFault' }),
    );
  });

  test('refuses chunks in HTTP/1.0', () => {
    const head = { ...request(['Transfer-Encoding', 'chunked']), version: '1.0' as const };
    expect(() => requestFraming(head)).toThrow('HTTP/1.0');
  });
});

test('responseFraming knows which answers have no body, whatever they say', () => {
  const length: Field = ['Content-Length', '5'];
  expect(responseFraming(response(200, length), 'HEAD')).toEqual({ kind: 'none' });
  expect(responseFraming(response(304, length), 'GET')).toEqual({ kind: 'none' });
  expect(responseFraming(response(204), 'GET')).toEqual({ kind: 'none' });
  expect(responseFraming(response(200, length), 'GET')).toEqual({ kind: 'length', length: 5 });
  expect(responseFraming(response(200), 'GET')).toEqual({ kind: 'close' });
});
