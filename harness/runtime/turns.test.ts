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

/** Begins them in this order; those whose name begins with `alone` alone. */
function begin(turns: Turns, ...names: readonly string[]) {
  const log: string[] = [];
  const pieces = new Map(names.map((name) => [name, piece(name, log)]));
  const all = [...pieces].map(([name, { work }]) =>
    name.startsWith('alone') ? turns.alone(work) : turns.together(work),
  );
  const end = async (name: string) => {
    pieces.get(name)?.end();
    await settled();
  };
  return { log, end, all: Promise.all(all) };
}

test('who wants to be alone waits until nothing else goes on, and holds nobody up until then', async () => {
  const { log, end, all } = begin(new Turns(), 'first', 'alone', 'later');
  await settled();
  expect(log).toEqual(['first', 'later']);
  await end('first');
  expect(log).toEqual(['first', 'later']);
  await end('later');
  expect(log).toEqual(['first', 'later', 'alone']);
  await end('alone');
  await all;
});

test('others wait for who is alone, and go before the next one', async () => {
  const { log, end, all } = begin(new Turns(), 'alone', 'alone-too', 'first', 'second');
  await settled();
  expect(log).toEqual(['alone']);
  await end('alone');
  expect(log).toEqual(['alone', 'first', 'second']);
  await end('first');
  await end('second');
  expect(log).toEqual(['alone', 'first', 'second', 'alone-too']);
  await end('alone-too');
  await all;
});

test('work that throws gives its turn back', async () => {
  const turns = new Turns();
  await expect(turns.alone(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(turns.together(async () => 'next')).resolves.toBe('next');
});
