import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the same seed gives the same story, another seed another one', () => {
  const draw = (seed: string) => {
    const random = new Random(seed);
    return [random.integer(0, 1e6), random.word(8), random.shuffle([1, 2, 3, 4, 5, 6, 7, 8])];
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

test('numbers stay inside their bounds and reach them', () => {
  const random = new Random(1);
  const drawn = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
  expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
});
