import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchRtts } from './match-rtts.ts';
import { printedText, readOutput } from './read-output.ts';
import { readLoss, readStatistics } from './read-statistics.ts';
import { reportedLosses } from './reported-losses.ts';
import { TRUTHS } from './testing/manners.ts';

describe('numbers', () => {
  const values = (text: string) => readOutput(text).figures.map(({ value, unit }) => [value, unit]);
  test.each<[string, unknown[]]>([
    ['80ms', [[80, 'ms']]],
    ['80,5 ms', [[80.5, 'ms']]],
    [
      '80,5',
      [
        [80.5, undefined],
        [80, undefined],
        [5, undefined],
      ],
    ],
    [
      '1,234.5 us',
      [
        [1234.5, 'us'],
        [1, 'us'],
        [234.5, 'us'],
      ],
    ],
    ['from 10.0.0.1:12000', [[12000, undefined]]],
    ['8.1e-05 seconds.', [[8.1e-5, 's']]],
    ['.25s', [[0.25, 's']]],
    [
      '1/2/3 ms',
      [
        [1, 'ms'],
        [2, 'ms'],
        [3, 'ms'],
      ],
    ],
    ['{"rttMs": 80.5}', [[80.5, 'ms']]],
    ['rtt in seconds: 0.5', [[0.5, 's']]],
    ['５０％', [[50, 'percent']]],
    ['٤٠٫٥ ms', [[40.5, 'ms']]],
    ['\u001b[31m7\u001b[0m', [[7, undefined]]],
    ['80 servers', [[80, undefined]]],
    ['2026-11-23 0:00:00.25', [[0.25, 's']]],
    ['Mon Nov 23 00:00:07 2026', [[7, 's']]],
    ['Tue Dec  1 00:00:07 UTC 2026', [[7, 's']]],
    ['1e999', []],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));
});

test('text is joined across chunks, characters too', () => {
  const bytes = Buffer.from('80 µs');
  const chunks = [...bytes].map((byte) => ({ bytes: Uint8Array.of(byte) }));
  expect(printedText(chunks)).toBe('80 µs');
});

test('no output breaks it', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('80.1', ',', '.', ' ms', '%', '\n', '/', 'e-05', ':00', '1', 'rtt', '\r', 'ttl=', '１'),
    fc.double().map(String),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const output = readOutput(parts.join(''));
      const matches = matchRtts(output, TRUTHS);
      const isLost = TRUTHS.map((truth) => truth === undefined);
      expect(reportedLosses(output, matches, isLost)).toHaveLength(TRUTHS.length);
      readStatistics(output, matches, TRUTHS);
      readLoss(output, matches, 10, 8);
      for (const figure of output.figures) {
        expect(Number.isFinite(figure.value)).toBe(true);
        expect(figure.line).toBeLessThan(output.lines.length);
        expect(output.text.slice(figure.start, figure.end)).toContain(figure.text);
      }
    }),
    { numRuns: 200 },
  );
}, 120_000);

test.each([
  ['lines', 'RTT: 80.12 ms, 1,2,3,4 0:00:00.080\n'.repeat(20_000)],
  ['digits and digests', '7'.repeat(200_000) + 'a1'.repeat(50_000)],
  ['one line of units', 's '.repeat(300_000)],
  ['one line of times', '80.1 '.repeat(100_000)],
  ['commas', '1,'.repeat(200_000)],
])(
  'a flood of %s costs little',
  (_, text) => {
    const before = process.cpuUsage();
    matchRtts(readOutput(text), TRUTHS);
    // Processor time: others may be busy on the same machine.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(4000);
  },
  120_000,
);
