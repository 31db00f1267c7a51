import { describe, expect, test } from 'vitest';
import { matchRtts, RTT_TOLERANCE } from './match-rtts.ts';
import { readOutput } from './read-output.ts';
import { readLoss, readStatistics, statesCount } from './read-statistics.ts';
import { reportedLosses } from './reported-losses.ts';
import { date, MANNERS, type Manner, OWN, printed, TRUTHS } from './testing/manners.ts';

describe('on a busy machine', () => {
  const late = OWN.map((ms, i) => ms && ms + (i === 3 ? 260 : i === 9 ? 90 : 0));
  const text = late
    .map((ms, i) => (ms === undefined ? `${i} timeout\n` : `${i} RTT ${ms.toFixed(1)} ms\n`))
    .join('');
  test('a time that was measured late is right as far as the wire allows it', () => {
    const output = readOutput(text);
    expect(matchRtts(output, TRUTHS).found).toBe(6);
    const longest = TRUTHS.map((truth) => truth && truth + 300);
    expect(matchRtts(output, TRUTHS, RTT_TOLERANCE, { longest }).found).toBe(8);
  });
  test('one that is too short never is', () => {
    const output = readOutput(TRUTHS.map((truth) => `RTT ${(truth ?? 0) / 3} ms\n`).join(''));
    const longest = TRUTHS.map((truth) => truth && truth + 300);
    expect(matchRtts(output, TRUTHS, RTT_TOLERANCE, { longest }).found).toBeLessThan(4);
  });
});

test('a label that is right for one ping is not wrong for the next', () => {
  const lines = [432.33, 33.09, 0.51, 0.54].map((ms, i) => `reply: seq=${i + 1} time=${ms} ms\n`);
  const inMs = matchRtts(readOutput(lines.join('')), [432.1, 407.3, 401.2], {
    belowMs: 12,
    belowShare: 0.05,
    aboveMs: 250,
    aboveShare: 0.3,
  });
  expect(inMs.byPing.map((match) => match?.figure.text)).toEqual(['432.33', undefined, undefined]);
  const inSeconds = readOutput([0.432, 0.407, 0.401].map((each) => `time=${each} ms\n`).join(''));
  const matches = matchRtts(inSeconds, [432.1, 407.3, 401.2]);
  expect(matches.byPing.map((match) => match?.label)).toEqual(['wrong', 'wrong', 'wrong']);
  expect(matches.scale.unit).toBe('s');
});

test('what was printed before an answer came is no time of it, in whatever unit', () => {
  const answeredAtMs = [410, 1440, 2410];
  const truths = [410, 440, 410];
  const found = (printedAtMs: readonly number[]) => {
    const text = (i: number) => `reply: seq=${i + 1} time=0.4${i} ms\n`;
    const chunks = printedAtMs.map((atMs, i) => ({ atMs, bytes: Buffer.from(text(i)) }));
    return matchRtts(readOutput(chunks), truths, RTT_TOLERANCE, { answeredAtMs }).found;
  };
  expect(found([405, 1435, 2405])).toBe(3);
  expect(found([395, 1435, 2405])).toBe(2);
  expect(found([20, 30, 40])).toBe(0);
});

test('the time of something else that came tells that labels are right', () => {
  const output = readOutput([31.8, 0.49, 0.55].map((ms) => `reply: time=${ms} ms\n`).join(''));
  const truths = [410, 440, 410];
  const wide = { belowMs: 12, belowShare: 0.05, aboveMs: 250, aboveShare: 0.3 };
  expect(matchRtts(output, truths, wide).found).toBe(2);
  expect(matchRtts(output, truths, wide, { othersMs: [31.2] }).found).toBe(0);
});

test('wrong times have right statistics, where their unit tells which they are', () => {
  const wrong = [0, 0, 0.035, 0, 0, 0, 0, 0.002].map((ms) => `Reply: RTT ${ms} ms\n`).join('');
  const statistics = (totals: string) => {
    const output = readOutput(`${wrong}avg ${totals} max 0.035 ms\n`);
    const found = readStatistics(output, matchRtts(output, TRUTHS), TRUTHS);
    return [found?.basis, found?.avg?.text, found?.max?.text];
  };
  expect(statistics('0.004625')).toEqual(['own', '0.004625', '0.035']);
  expect(statistics('0.3')).toEqual(['own', undefined, '0.035']);
});

test('the same words for every ping are no loss of all, where they speak of an answer', () => {
  const lost = TRUTHS.map(() => undefined);
  const told = (line: string) => {
    const output = readOutput(TRUTHS.map((_, i) => `${i} ${line}\n`).join(''));
    return reportedLosses(
      output,
      matchRtts(output, lost),
      TRUTHS.map(() => true),
    ).every(Boolean);
  };
  expect(told('*')).toBe(true);
  expect(told('No response received')).toBe(true);
  expect(told('Received response from server')).toBe(false);
});

test('times in one list are not taken from the totals behind it', () => {
  const list = OWN.map((ms, i) => (ms === undefined ? `(${i}, 'lost', 0)` : `(${i}, 'PING', ${ms / 1000})`));
  const text = `[${list.join(', ')}]\nround-trip min/avg/max = 53.600/102.050/156.000 ms\n`;
  const output = readOutput(text);
  const matches = matchRtts(output, TRUTHS);
  expect(matches.byPing.map((match) => match?.figure.line)).toEqual(TRUTHS.map((truth) => truth && 0));
  expect(readStatistics(output, matches, TRUTHS)?.max?.text).toBe('156.000');
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

describe('several under way at once', () => {
  const decidedAtMs = TRUTHS.map((truth = 1000) => truth);
  const inOrder = (line: (n: number, ms: number) => string) =>
    OWN.flatMap((ms, i) => (ms === undefined ? [] : [[ms, line(i + 1, ms)] as const]))
      .sort(([a], [b]) => a - b)
      .map(([, text]) => text)
      .join('');
  const match = (text: string) => matchRtts(readOutput(text), TRUTHS, RTT_TOLERANCE, { decidedAtMs });

  test('the times may be told in the order of the answers', () => {
    const text = inOrder((n, ms) => `Ping ${n}: ${ms.toFixed(1)} ms\n`);
    expect(matchRtts(readOutput(text), TRUTHS).found).toBeLessThan(8);
    const { byPing, order, found } = match(text);
    expect([found, order]).toEqual([8, [3, 5, 0, 9, 7, 4, 1, 8, 2, 6]]);
    expect(byPing[3]?.figure.text).toBe('53.6');
  });
  test('or in that of the pings', () => {
    expect(match(printed(MANNERS[0] as Manner))).toMatchObject({ found: 8 });
    expect(match(printed(MANNERS[0] as Manner)).order).toBeUndefined();
  });
  test('in lines of one kind: a remark about an answer that was not waited for is no report', () => {
    const text = inOrder((n, ms) =>
      n === 2 ? `(${n} came late, after ${ms.toFixed(1)} ms)\n` : `Ping ${n}: ${ms.toFixed(1)} ms\n`,
    );
    expect(match(text).found).toBeLessThan(8);
  });
});
