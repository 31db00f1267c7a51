import { encode } from 'dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDnsQuery } from './parse-dns-query.ts';

const good = encode({
  type: 'query',
  id: 513,
  flags: 0x0100,
  questions: [{ type: 'A', name: 'www.example.com' }],
});

/** A query with these bytes at this offset. */
function changed(offset: number, ...bytes: number[]): Buffer {
  const copy = Buffer.from(good);
  copy.set(bytes, offset);
  return copy;
}

test('reads a query that is as it should be', () => {
  expect(parseDnsQuery(good)).toEqual({
    id: 513,
    labels: ['www', 'example', 'com'],
    type: 'A',
    deviations: [],
  });
});

test('an additional record that is counted is no deviation', () => {
  const additionals = [
    { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, extendedRcode: 0, ednsVersion: 0, options: [] },
  ] as const;
  const query = encode({
    type: 'query',
    flags: 0x0100,
    questions: [{ type: 'AAAA', name: 'a.b' }],
    additionals: [...additionals],
  } as never);
  expect(parseDnsQuery(query)).toMatchObject({ type: 'AAAA', deviations: [] });
});

test.each([
  ['a header cut short', good.subarray(0, 11), 'length', 11],
  ['that nobody is asked to look further', changed(2, 0), 'flags', 2],
  ['a response', changed(2, 0x80), 'flags', 2],
  ['no question', changed(5, 0), 'counts', 4],
  ['an answer in the query', changed(7, 1), 'counts', 6],
  ['dots in a label', changed(15, 0x2e), 'name', 12],
  ['a length beyond the end', changed(12, 60), 'name', 12],
  ['a pointer in a question', changed(12, 0xc0, 0x0c), 'name', 12],
  ['a name without an end', good.subarray(0, 28), 'name', 28],
  ['a name without its zero byte', Buffer.concat([good.subarray(0, 28), good.subarray(29)]), 'name', 28],
  ['no class', good.subarray(0, 31), 'length', 31],
  ['a class in the other byte order', changed(31, 1, 0), 'class', 31],
  ['bytes that nobody counted', Buffer.concat([good, Buffer.of(0)]), 'trailing', 33],
])('notes %s', (_, bytes, kind, offset) => {
  expect(parseDnsQuery(bytes).deviations).toContainEqual(expect.objectContaining({ kind, offset }));
});

test('every cut of a query is read without an exception, and noted', () => {
  for (let length = 0; length < good.length; length++)
    expect(parseDnsQuery(good.subarray(0, length)).deviations).not.toEqual([]);
});

test('no bytes throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      for (const { offset } of parseDnsQuery(bytes).deviations)
        expect(offset).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
