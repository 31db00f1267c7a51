import { describe, expect, test } from 'vitest';
import { matchRtts } from './match-rtts.ts';
import { readOutput } from './read-output.ts';
import { readLoss, readStatistics } from './read-statistics.ts';
import { reportedLosses } from './reported-losses.ts';
import { MANNERS, OWN, printed, statistics, TRUTHS } from './testing/manners.ts';

describe.each(MANNERS.map((each) => [each.name, each] as const))(
  'printed in the manner of %s',
  (_, manner) => {
    test('each time is found, with its unit', () => {
      const matches = matchRtts(readOutput(printed(manner)), TRUTHS);
      expect(matches.found).toBe(8);
      expect(matches.scale.name).toBe(manner.unit);
      const found = matches.byPing.map((match) => match && Math.round(match.valueMs));
      const due = OWN.map((ms) => ms && Math.round(ms));
      for (const [i, ms] of found.entries())
        expect(Math.abs((ms ?? 0) - (due[i] ?? 0))).toBeLessThanOrEqual(1);
      expect(new Set(matches.byPing.map((match) => match?.label))).toEqual(
        new Set([manner.label, undefined]),
      );
    });

    test('each loss is found, and missed where nothing is said of it', () => {
      const isLost = TRUTHS.map((truth) => truth === undefined);
      const output = readOutput(printed(manner));
      expect(reportedLosses(output, matchRtts(output, TRUTHS), isLost)).toEqual(TRUTHS.map(() => true));
      const silent = readOutput(printed({ ...manner, lost: () => '' }));
      expect(reportedLosses(silent, matchRtts(silent, TRUTHS), isLost)).toEqual(isLost.map((lost) => !lost));
    });

    test('the statistics are found, and only when they are there', () => {
      const { min, avg, max, stddev } = statistics(manner);
      const none = readOutput(printed(manner));
      expect(readStatistics(none, matchRtts(none, TRUTHS), TRUTHS)?.avg).toBeUndefined();
      const output = readOutput(
        printed(manner, `min/avg/max/mdev = ${min}/${avg}/${max}/${stddev}\n20% packet loss\n`),
      );
      const matches = matchRtts(output, TRUTHS);
      const found = readStatistics(output, matches, TRUTHS);
      expect([found?.min?.text, found?.avg?.text, found?.max?.text, found?.stddev?.text]).toEqual([
        min,
        avg,
        max,
        stddev,
      ]);
      expect(readLoss(output, matches, 10, 8).right?.text).toBe('20');
    });
  },
);

describe('printed only at the end', () => {
  test('a list with holes', () => {
    const text = `[${OWN.map((ms) => (ms === undefined ? 'None' : ms / 1000)).join(', ')}]\nperda: 0.2\n`;
    const output = readOutput(text);
    const matches = matchRtts(output, TRUTHS);
    expect(matches.found).toBe(8);
    expect(
      reportedLosses(
        output,
        matches,
        TRUTHS.map((t) => t === undefined),
      ).every(Boolean),
    ).toBe(true);
    expect(readLoss(output, matches, 10, 8).right?.value).toBe(0.2);
  });
});
