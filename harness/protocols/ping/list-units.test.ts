import { describe, expect, test } from 'vitest';
import { matchRtts } from './match-rtts.ts';
import { readOutput } from './read-output.ts';
import { readLoss, readStatistics } from './read-statistics.ts';
import { MANNERS, type Manner, printed, statistics, TRUTHS } from './testing/manners.ts';

describe('a list whose values are not all times', () => {
  const read = (tail: string) => {
    const output = readOutput(printed(MANNERS[0] as Manner, tail));
    const matches = matchRtts(output, TRUTHS);
    const found = readStatistics(output, matches, TRUTHS);
    const loss = readLoss(output, matches, 10, 8).right?.text;
    return [found?.min?.text, found?.avg?.text, found?.max?.text, loss];
  };
  const { min, avg, max, stddev } = statistics(MANNERS[0] as Manner);
  const all = [min, avg, max, '20'];

  test.each([
    `rtt min/avg/max/rate: ${min}/${avg}/${max}/20%`,
    `rtt min/avg/max/mdev/loss = ${min}/${avg}/${max}/${stddev}/20 %`,
    `rtt min/avg/max/loss = ${min}/${avg}/${max} ms/20%`,
    `rtt min/avg/max/loss = ${min}/${avg}/${max}/20 ms`,
    `rtt (ms) min/avg/max/loss rate: ${min}/${avg}/${max}/20`,
    `min/loss/avg/max = ${min}/20%/${avg}/${max} ms`,
    `loss/min/avg/max = 20/${min}/${avg}/${max} ms`,
    `(sent/received/lost in %/min/median/max/avg) were\n(10/8/20/${min}/98.90/${max}/${avg}) ms`,
    `мин/сред/макс/потери: ${min}/${avg}/${max}/20%`,
    `最小/平均/最大/丢包率：${min}／${avg}／${max}／20％`,
    `Minimum/Mittel/Maximum/Verlustrate (ms): ${min} / ${avg} / ${max} / 20`,
    `a/b/c/d: ${min}/${avg}/${max}/20%`,
    `${min}/${avg}/${max}/20%`,
    `${min} | ${avg} | ${max} | 20 %`,
    `${min}, ${avg}, ${max}, 20%`,
  ])('%s', (tail) => expect(read(tail)).toEqual(all));

  test('a share that is wrong is not right as one of the times', () => {
    const times = [20, 81.2, 140.7];
    const output = readOutput(
      `${times.map((ms) => `RTT ${ms} ms\n`).join('')}min/avg/max/loss: 20/80.6/140.7/80%`,
    );
    const loss = readLoss(output, matchRtts(output, times), 10, 8);
    expect([loss.right, loss.otherPercentages.map(({ text }) => text)]).toEqual([undefined, ['80']]);
  });

  test('the share is none of the times', () => {
    const found = read(`max/min/loss/avg: ${max}/${min}/${avg}/20 ms`);
    expect(found[1]).toBeUndefined();
  });
});

describe('the unit behind a list of times', () => {
  const units = (text: string) => readOutput(text).figures.map(({ text: digits, unit }) => [digits, unit]);
  test.each([
    ['min/avg/max/mdev = 1.2/2.3/3.4/0.5 ms', ['ms', 'ms', 'ms', 'ms']],
    ['min/avg/max/rate = 1.2/2.3/3.4/30%', [undefined, undefined, undefined, 'percent']],
    ['min/rate/max = 1.2/30%/3.4 us', ['us', 'percent', 'us']],
    ['min/avg/max: 1.2 s/2.3 ms/3.4 us', ['s', 'ms', 'us']],
    ['1.2/3 bytes', [undefined, 'other']],
  ])('%s', (text, expected) => expect(units(text).map(([, unit]) => unit)).toEqual(expected));
});
