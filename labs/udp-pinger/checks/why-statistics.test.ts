import { describe, expect, test } from 'vitest';
import { whyLossIsWrong, whyMissing } from './why-statistics.ts';

describe('whyMissing', () => {
  test.each([
    [['min'], /^No minimum was found .*: it is missing, or begins at 0/],
    [['avg'], /^No average was found .*: it is missing, or the sum is divided by ten/],
    [['max'], /^No maximum was found .*: it is missing, or lost pings count/],
    [['min', 'max'], /^No minimum was found/],
    [['min', 'avg', 'max'], /^None of the three was found at the end\. Keep the times/],
  ] as const)('%j', (missing, hint) => expect(whyMissing(missing)).toMatch(hint));
});

describe('whyLossIsWrong, three of ten pings lost', () => {
  test.each([
    [[70], /^That is the share that was answered/],
    [[42.9], /^The losses are divided by the answered pings/],
    [[0], /^A whole-number division/],
    [[12], /^Print 100 \* lost/],
    [[], /^Print 100 \* lost/],
  ])('%j', (printed, hint) => expect(whyLossIsWrong(printed, 3, 10)).toMatch(hint));
});
