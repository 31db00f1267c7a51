import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchRtts, RTT_TOLERANCE } from './match-rtts.ts';
import { printedText, readOutput } from './read-output.ts';
import { readLoss, readStatistics, statesCount } from './read-statistics.ts';
import { reportedLosses } from './reported-losses.ts';

/** Round-trip times on the wire, ms; two of ten pings are lost. */
const TRUTHS = [81.2, 140.7, undefined, 52.9, 118.4, 66.1, undefined, 103.5, 155.3, 92.8];
/** What the program itself measured: a little later than the wire. */
const OWN = TRUTHS.map((truth) => (truth === undefined ? undefined : truth + 0.7));

interface Manner {
  readonly name: string;
  readonly answered: (n: number, ms: number) => string;
  readonly lost: (n: number) => string;
  readonly unit: string;
  readonly label: 'right' | 'missing' | 'wrong';
}

const manner = (
  name: string,
  unit: string,
  label: Manner['label'],
  answered: Manner['answered'],
  lost: Manner['lost'] = () => 'Request timed out\n',
): Manner => ({ name, unit, label, answered, lost });

const epoch = (n: number) => 1_763_856_000.1 + n;
const date = (n: number) => `Mon Nov 23 12:00:${String(n).padStart(2, '0')} 2026`;

const MANNERS: readonly Manner[] = [
  manner('the report', 'ms', 'right', (n, ms) => `Ping ${n} ${date(n)}\nRTT: ${ms.toFixed(2)} ms\n`),
  manner(
    'bare seconds',
    's',
    'missing',
    (n, ms) => `Reply from 10.0.0.1: PING ${n} ${epoch(n)}\nRTT: ${ms / 1000}\n`,
  ),
  manner('bare seconds behind a name', 's', 'missing', (_, ms) => `RTT = ${(ms / 1000).toFixed(4)}\n`),
  manner(
    'seconds in words',
    's',
    'right',
    (n, ms) => `${n}\nPING\nround trip time is ${ms / 1000} seconds\n`,
  ),
  manner('microseconds', 'us', 'right', (n, ms) => `PING ${n}: ${Math.round(ms * 1000)} µs\n`),
  manner(
    'Python timedelta',
    's',
    'right',
    (n, ms) => `Ping ${n} 12:00:0${n % 10} 0:00:00.${String(Math.round(ms * 1000)).padStart(6, '0')}\n`,
  ),
  manner('scientific', 's', 'right', (n, ms) => `ping ${n} took ${(ms / 1000).toExponential(3)} s\n`),
  manner(
    'comma decimals, Portuguese',
    'ms',
    'right',
    (n, ms) => `Resposta ${n}: tempo=${ms.toFixed(2).replace('.', ',')} milissegundos\n`,
    (n) => `Pacote ${n} perdido\n`,
  ),
  manner(
    'Chinese',
    'ms',
    'right',
    (n, ms) => `第${n}次 往返时间：${ms.toFixed(1)}毫秒\n`,
    (n) => `第${n}次 请求超时\n`,
  ),
  manner(
    'ping itself',
    'ms',
    'right',
    (n, ms) => `64 bytes from 10.0.0.1: icmp_seq=${n} ttl=64 time=${ms.toFixed(3)} ms\n`,
  ),
  manner('tuples', 'ms', 'right', (n, ms) => `('Ping', ${n}, ${ms}, 'ms')\n`),
  manner('unit in front', 'ms', 'right', (n, ms) => `${n}: rtt(ms)=${ms.toFixed(1)}\n`),
  manner(
    'table',
    'ms',
    'right',
    (n, ms) => `${n}\t${ms.toFixed(2)}\n`,
    (n) => `${n}\t*\n`,
  ),
  manner(
    'comma separated',
    'ms',
    'missing',
    (n, ms) => `${n},${ms.toFixed(3)},ok\n`,
    (n) => `${n},,lost\n`,
  ),
  manner('seconds called ms', 's', 'wrong', (n, ms) => `Ping ${n} RTT ${(ms / 1000).toFixed(5)} ms\n`),
  manner(
    'smoothed beside',
    'ms',
    'right',
    (n, ms) => `${n} time=${ms.toFixed(1)}ms RTT=${(ms * 0.9 + 9).toFixed(1)}ms\n`,
  ),
  manner(
    'hundred times',
    '100 times too large',
    'wrong',
    (_, ms) => `27 bytes: time=${(ms * 100).toFixed(1)}ms\n`,
  ),
  manner(
    'sent line before',
    'ms',
    'right',
    (n, ms) => `Sending ${n}\nPING ${n}\n${ms.toFixed(1)} ms\n`,
    (n) => `Sending ${n}\nPing ${n} lost\n`,
  ),
  manner(
    'digest in the answer',
    's',
    'right',
    (n, ms) => `Reply ${n} ${epoch(n)} 9e107d9d372bb6826bd81d3542a419d6 in ${ms / 1000}s\n`,
  ),
];

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, us: 0.001, '100 times too large': 0.01 };

function printed(manner: Manner, tail = ''): string {
  const head = manner.name === 'table' ? 'n\trtt [ms]\n' : `Pinging 10.0.0.1:12000 with 10 packets\n`;
  return (
    head +
    OWN.map((ms, i) => (ms === undefined ? manner.lost(i + 1) : manner.answered(i + 1, ms))).join('') +
    tail
  );
}

function statistics(manner: Manner): { min: string; avg: string; max: string; stddev: string } {
  const times = OWN.filter((ms) => ms !== undefined);
  const avg = times.reduce((a, b) => a + b) / times.length;
  const variance = times.reduce((a, b) => a + (b - avg) ** 2, 0) / times.length;
  const unit = UNIT_MS[manner.unit] ?? 1;
  const show = (ms: number) => (ms / unit).toFixed(unit === 1000 ? 5 : 2);
  return {
    min: show(Math.min(...times)),
    avg: show(avg),
    max: show(Math.max(...times)),
    stddev: show(Math.sqrt(variance)),
  };
}

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

describe('on a busy machine', () => {
  const late = OWN.map((ms, i) => ms && ms + (i === 3 ? 260 : i === 9 ? 90 : 0));
  const text = late
    .map((ms, i) => (ms === undefined ? `${i} timeout\n` : `${i} RTT ${ms.toFixed(1)} ms\n`))
    .join('');
  test('a time that was measured late is right as far as the wire allows it', () => {
    const output = readOutput(text);
    expect(matchRtts(output, TRUTHS).found).toBe(6);
    const longest = TRUTHS.map((truth) => truth && truth + 300);
    expect(matchRtts(output, TRUTHS, RTT_TOLERANCE, longest).found).toBe(8);
  });
  test('one that is too short never is', () => {
    const output = readOutput(TRUTHS.map((truth) => `RTT ${(truth ?? 0) / 3} ms\n`).join(''));
    const longest = TRUTHS.map((truth) => truth && truth + 300);
    expect(matchRtts(output, TRUTHS, RTT_TOLERANCE, longest).found).toBeLessThan(4);
  });
});

describe('times of day in the place of round-trip times', () => {
  const report = (ms: number | undefined, i: number) =>
    ms === undefined
      ? 'Request timed out\n\n'
      : `Reply: PING ${i + 1} MON NOV 23 07:33:${30 + i} 2026\nRTT: ${1795419210 + i}.0010817\n\n`;
  const output = readOutput(TRUTHS.map(report).join(''));
  const matches = matchRtts(output, TRUTHS);
  test('a year is none', () => expect(matches.found).toBe(0));
  test('what is said of the lost ones counts all the same', () => {
    const isLost = TRUTHS.map((truth) => truth === undefined);
    expect(reportedLosses(output, matches, isLost).every(Boolean)).toBe(true);
    const silent = readOutput(TRUTHS.map((ms, i) => (ms === undefined ? '' : report(ms, i))).join(''));
    expect(reportedLosses(silent, matchRtts(silent, TRUTHS), isLost)).toEqual(isLost.map((lost) => !lost));
  });
});

describe('what is not there is not found', () => {
  test.each([
    ['processor time', (n: number) => `Ping ${n} RTT=0.0${n}ms`],
    ['zeroes', (n: number) => `Ping ${n}: 0 ms`],
    ['sequence numbers only', (n: number) => `PING ${n} ${date(n)}`],
    ['lengths and lives', (n: number) => `64 bytes from 10.0.0.80: seq=${80 + n} ttl=118`],
  ])('%s', (_, line) => {
    const output = readOutput(TRUTHS.map((__, i) => line(i + 1)).join('\n'));
    expect(matchRtts(output, TRUTHS).found).toBeLessThan(4);
  });

  test('a loss rate of what was received', () => {
    const output = readOutput(printed(MANNERS[0] as Manner, 'loss 80.0%, 25%'));
    const loss = readLoss(output, matchRtts(output, TRUTHS), 10, 8);
    expect(loss.right).toBeUndefined();
    expect(loss.otherPercentages).toHaveLength(2);
  });

  test('everything lost: a loss of 100 percent, not the number of the first ping', () => {
    const none = TRUTHS.map(() => undefined);
    const lines = none.map((_, i) => `Ping ${i + 1}: timeout\n`).join('');
    const silent = readOutput(lines);
    expect(readLoss(silent, matchRtts(silent, none), 10, 0).right).toBeUndefined();
    const output = readOutput(`${lines}10 packets sent, 0 received, 100.0% loss`);
    expect(readLoss(output, matchRtts(output, none), 10, 0).right?.text).toBe('100.0');
    expect(readStatistics(output, matchRtts(output, none), none)).toBeUndefined();
    expect(statesCount(output, matchRtts(output, none), 10)).toBe(true);
  });
});

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
