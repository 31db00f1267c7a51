import { describe, expect, test } from 'vitest';
import { matchRtts } from './match-rtts.ts';
import { readOutput } from './read-output.ts';
import { readLoss, readStatistics } from './read-statistics.ts';
import { reportedLosses } from './reported-losses.ts';
import { MANNERS, type Manner, OWN, printed, statistics, TRUTHS } from './testing/manners.ts';

describe('what is printed in the hope that it fits', () => {
  const guesses = (perPing: number) =>
    TRUTHS.map((_, n) =>
      Array.from(
        { length: perPing },
        (__, i) => `Ping ${n + 1}: RTT = ${50 + (i * 110) / perPing} ms\n`,
      ).join(''),
    ).join('');

  test('more times than pings are a surplus', () => {
    expect(matchRtts(readOutput(guesses(4)), TRUTHS).surplus).toBeGreaterThan(20);
    expect(matchRtts(readOutput('80 ms\n'.repeat(5000)), TRUTHS).surplus).toBe(5000);
  });

  test('in places that are never alike too', () => {
    const word = (n: number) => n.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
    const lines = Array.from({ length: 150 }, (_, n) => `${word(n + 700).repeat(9)} ${50 + (n % 100)} ms\n`);
    expect(matchRtts(readOutput(lines.join('')), TRUTHS).surplus).toBeGreaterThan(100);
  });

  test.each(MANNERS)('those of an honest program are none: $name', (manner) => {
    const { min, avg, max, stddev } = statistics(manner);
    const again = OWN.map((ms, i) => (ms === undefined ? '' : manner.answered(i + 1, ms))).join('');
    const text = printed(manner, `${again}min/avg/max/mdev = ${min}/${avg}/${max}/${stddev}\n`);
    expect(matchRtts(readOutput(text), TRUTHS).surplus).toBeUndefined();
  });

  test('bytes of the packets are none', () => {
    const dump = Array.from({ length: 60 }, (_, n) => (n * 37) % 256).join(' ');
    const text = OWN.map((ms = 0) => `${dump}\nRTT ${ms} ms\n`).join('');
    const { min, avg, max } = statistics(MANNERS[0] as Manner);
    const output = readOutput(`${text}${min} ${avg} ${max}\n`);
    const matches = matchRtts(output, TRUTHS);
    expect(matches.surplus).toBeUndefined();
    expect(readStatistics(output, matches, TRUTHS)?.avg?.text).toBe(avg);
  });

  test('statistics are not found among all that there may be', () => {
    const heap = Array.from({ length: 60 }, (_, n) => `min ${50 + 2 * n} ms\n`).join('');
    const output = readOutput(printed(MANNERS[0] as Manner, heap));
    const found = readStatistics(output, matchRtts(output, TRUTHS), TRUTHS);
    expect([found?.min, found?.avg, found?.max]).toEqual([undefined, undefined, undefined]);
  });

  test('running statistics of an honest program are none', () => {
    const lines = OWN.map(
      (ms = 0, i) => `${i} rtt ${ms} ms, ${ms / 1000} s, min 53 ms, avg ${ms} ms, max 156 ms\n`,
    );
    expect(matchRtts(readOutput(lines.join('')), TRUTHS).surplus).toBeUndefined();
  });

  test.each([
    ['one among all rates', Array.from({ length: 101 }, (_, n) => `${n} % lost\n`).join('')],
    ['one among all rates in a line', Array.from({ length: 101 }, (_, n) => `${n} %`).join(', ')],
    ['one among many numbers', Array.from({ length: 101 }, (_, n) => `lost ${n}\n`).join('')],
  ])('a loss is not found as %s', (_, tail) => {
    const output = readOutput(printed(MANNERS[0] as Manner, tail));
    expect(readLoss(output, matchRtts(output, TRUTHS), 10, 8).right).toBeUndefined();
  });

  test('the last of a series of rates counts', () => {
    const loss = (text: string) => {
      const output = readOutput(text);
      return readLoss(output, matchRtts(output, TRUTHS), 10, 8).right?.text;
    };
    expect(loss('0 %\n0 %\n33 %\n25 %\n20 %\n17 %\n20 %, 80 % arrived')).toBe('20');
    expect(loss('20 %\n0 %\n33 %\n25 %\n')).toBeUndefined();
  });

  test('time-outs of all pings are no word about those that were lost', () => {
    const isLost = TRUTHS.map((truth) => truth === undefined);
    const reported = (text: string) => {
      const output = readOutput(text);
      return reportedLosses(output, matchRtts(output, TRUTHS), isLost).every(Boolean);
    };
    expect(reported('Request timed out\n'.repeat(2))).toBe(true);
    expect(reported('Request timed out\n'.repeat(10))).toBe(false);
  });
});
