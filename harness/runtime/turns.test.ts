import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** A piece of work that says when it began, and ends when it is told to. */
function piece(name: string, log: string[]) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async () => {
    log.push(name);
    await promise;
  };
  return { work, end: resolve };
}

/** Long enough for everything that may begin to have begun. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('who wants to be alone waits for all others, and they for it', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const [first, second, alone, later] = ['first', 'second', 'alone', 'later'].map((name) => piece(name, log));
  if (!first || !second || !alone || !later) throw new Error('four pieces were made');
  const all = [
    turns.together(first.work),
    turns.together(second.work),
    turns.alone(alone.work),
    turns.together(later.work),
  ];
  await settled();
  expect(log).toEqual(['first', 'second']);
  first.end();
  await settled();
  expect(log).toEqual(['first', 'second']);
  second.end();
  await settled();
  expect(log).toEqual(['first', 'second', 'alone']);
  alone.end();
  await settled();
  expect(log).toEqual(['first', 'second', 'alone', 'later']);
  later.end();
  await Promise.all(all);
});

test('work that throws gives its turn back', async () => {
  const turns = new Turns();
  await expect(turns.alone(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(turns.together(async () => 'next')).resolves.toBe('next');
});
