import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { linePrinter } from './line-printer.ts';

test('lines of one turn come in one write, in their order; none is lost', async () => {
  const output = new PassThrough({ encoding: 'utf8' });
  const writes: string[] = [];
  output.on('data', (text: string) => writes.push(text));
  const print = linePrinter(output);
  print('one');
  print('two');
  await turn();
  print('three');
  await turn();
  await turn();
  expect(writes).toEqual(['one\ntwo\n', 'three\n']);
});
