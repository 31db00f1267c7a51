import { describe, expect, test } from 'vitest';
import type { Fields } from './http/fields.ts';
import type { RequestHead } from './http/head.ts';
import { fieldsOfNextHop, maxForwards } from './max-forwards.ts';

const head = (method: string, fields: Fields): RequestHead => ({
  method,
  target: 'http://h/',
  version: '1.1',
  fields,
});

describe('maxForwards', () => {
  test.each([
    ['TRACE', [['max-forwards', '0']], 0],
    ['OPTIONS', [['Max-Forwards', '3']], 3],
    ['OPTIONS', [], undefined],
    ['GET', [['Max-Forwards', '0']], undefined],
    ['POST', [['Max-Forwards', 'none']], undefined],
    ['TRACE', [['Max-Forwards', '9'.repeat(400)]], Number.MAX_SAFE_INTEGER],
  ] as const)('%s with %j may go %s hops', (method, fields, hops) => {
    expect(maxForwards(head(method, fields))).toBe(hops);
  });

  test.each([
    ['', [['Max-Forwards', '']]],
    ['-1', [['Max-Forwards', '-1']]],
    ['1.5', [['Max-Forwards', '1.5']]],
    [
      'two',
      [
        ['Max-Forwards', '1'],
        ['Max-Forwards', '2'],
      ],
    ],
  ] as const)('refuses %s', (_what, fields) => {
    expect(() => maxForwards(head('TRACE', fields))).toThrow(
      expect.objectContaining({ name: 'SyntaxFault' }),
    );
  });
});

test('the next hop gets one forward less, and the other fields as they came', () => {
  const others: Fields = [['X-A', '1']];
  expect(fieldsOfNextHop(head('TRACE', [['max-forwards', '3'], ...others]))).toEqual([
    ...others,
    ['Max-Forwards', '2'],
  ]);
  expect(fieldsOfNextHop(head('TRACE', others))).toBe(others);
  const counted: Fields = [['Max-Forwards', '3']];
  expect(fieldsOfNextHop(head('GET', counted))).toBe(counted);
});
