import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteMutator } from './testing/byte-mutator.ts';
import { readers } from './testing/readers.ts';

const rounds = 150;

test('the same seed makes the same broken messages', () => {
  const corpus = [Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), Buffer.from('abc')];
  const made = (seed: number) => {
    const mutator = new ByteMutator(seed, corpus);
    return Array.from({ length: 50 }, () => Buffer.from(mutator.next()).toString('latin1'));
  };
  expect(made(1)).toEqual(made(1));
  expect(made(1)).not.toEqual(made(2));
  expect(new Set(made(1)).size).toBeGreaterThan(30);
});

describe.each(readers)('$name', ({ name, corpus, read }) => {
  test('no broken message makes it throw', () => {
    const mutator = new ByteMutator(name, corpus);
    for (let round = 0; round < rounds; round += 1) expect(() => read(mutator.next())).not.toThrow();
  });

  test('nor do any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        read(bytes);
      }),
      { numRuns: rounds },
    );
  });
});

const streamReaders = readers.flatMap(({ readPieces, ...reader }) =>
  readPieces ? [{ ...reader, readPieces }] : [],
);

test.each(streamReaders)(
  '$name: split at any byte, it says the same',
  ({ name, corpus, read, readPieces }) => {
    const mutator = new ByteMutator(`${name} split`, corpus);
    for (const message of [...corpus, mutator.next(), mutator.next()]) {
      const whole = read(message);
      for (let at = 0; at <= message.length; at += 1)
        expect(readPieces([message.subarray(0, at), message.subarray(at)])).toEqual(whole);
      expect(readPieces(Array.from(message, (byte) => Uint8Array.of(byte)))).toEqual(whole);
    }
  },
);
