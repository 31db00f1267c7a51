import { expect, test } from 'vitest';
import type { ProgramRecord } from '../engine/observation.ts';
import { lastPrinted } from './last-printed.ts';

function program(printed: string): ProgramRecord {
  return { output: [{ atMs: 0, stream: 'stdout', bytes: Buffer.from(printed) }] } as unknown as ProgramRecord;
}

test('the last line of the last start is pointed at, without the white space around it', () => {
  expect(lastPrinted({ programs: [program('first\n'), program('one\n  2 lost \n\n')] })).toEqual([
    { kind: 'output', program: 1, text: '2 lost' },
  ]);
});

test('nothing is pointed at where nothing was printed', () => {
  expect(lastPrinted({ programs: [program(' \n')] })).toEqual([]);
  expect(lastPrinted({ programs: [] })).toEqual([]);
});
