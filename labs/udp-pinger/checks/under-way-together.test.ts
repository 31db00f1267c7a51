import { describe, expect, test } from 'vitest';
import { checkNamed, observe, type Told, verdictOf } from './testing/observe.ts';

/** Answers after so many ms; two pings are lost. */
const delays = [77.8, undefined, 84.9, 53.1, 118.6, undefined, 106.4, 130.2, 62.7, 91.5];
const answered = delays.filter((ms) => ms !== undefined);
const LOST = 'Request timed out.\n';

interface Manner {
  /** Between two pings, ms. */
  readonly everyMs?: number;
  readonly isOneSocket?: boolean;
}

function sent({ everyMs = 0.02, isOneSocket = false }: Manner = {}): Told[] {
  return delays.map((afterMs, index) => ({
    atMs: 40 + index * everyMs,
    message: 'HELLO!',
    port: isOneSocket ? 40_000 : 40_000 + index,
    answers: afterMs === undefined ? [] : [{ afterMs }],
  }));
}

function summary(times: readonly number[]): string {
  const average = times.reduce((a, b) => a + b) / times.length;
  const [min, max, avg] = [Math.min(...times), Math.max(...times), average].map((ms) => `${ms.toFixed(1)}ms`);
  return `\nSent = 10, Received = 8, Lost = 2 (20% loss)\nMinimum = ${min}, Maximum = ${max}, Average = ${avg}`;
}

/** A line for each answer when it comes, then those that were lost, then the totals. */
function printed(times: readonly number[], lost: string, tail: string): (readonly [number, string])[] {
  const lines = [...times]
    .sort((a, b) => a - b)
    .map((ms) => [41 + ms, `Reply: bytes=6 time=${Math.floor(ms)}ms\n`] as const);
  return [[40, 'Pinging with 6 bytes of data:\n'], ...lines, [1042, lost.repeat(2)], [1043, tail]];
}

const TOLD = [
  'reports-each-round-trip-time',
  'round-trip-times-have-the-unit-they-name',
  'reports-each-lost-ping',
  'minimum-average-maximum',
  'loss-percentage',
  'each-ping-and-totals-together',
];
const verdicts = (told: readonly Told[], lines: readonly (readonly [number, string])[]) =>
  Object.fromEntries(TOLD.map((id) => [id, verdictOf(checkNamed(id), observe(told, lines))]));
const allBut = (...failed: readonly string[]) =>
  Object.fromEntries(TOLD.map((id) => [id, failed.includes(id) ? 'failed' : 'passed']));

describe('pings that are all under way at once, told of in the order of their answers', () => {
  test('are right as they are', () =>
    expect(verdicts(sent(), printed(answered, LOST, summary(answered)))).toEqual(allBut()));

  test('are not when nothing is said of the lost ones, though the totals stand at the end', () =>
    expect(verdicts(sent(), printed(answered, '', summary(answered)))).toEqual(
      allBut('reports-each-lost-ping', 'each-ping-and-totals-together'),
    ));

  test('are not when the totals are over ten', () => {
    const wrong = summary([...answered, 0, 0]).replace('20%', '25%');
    expect(verdicts(sent(), printed(answered, LOST, wrong))).toEqual(
      allBut('minimum-average-maximum', 'loss-percentage'),
    );
  });

  test('are not when their times are those of a clock that is read too early', () => {
    const early = answered.map((ms) => ms / 3);
    expect(verdicts(sent(), printed(early, LOST, summary(early)))['reports-each-round-trip-time']).toBe(
      'failed',
    );
  });
});

describe('pings of the same bytes from one port', () => {
  const told = sent({ everyMs: 9, isOneSocket: true });
  const arrivals = told
    .flatMap(({ atMs, answers = [] }) => answers.map(({ afterMs }) => atMs + afterMs))
    .sort((a, b) => a - b);
  const lines = (times: readonly number[]) => [
    ...times.map((ms, index) => [(arrivals[index] ?? 0) + 1, `answer after ${ms.toFixed(1)} ms\n`] as const),
    [1142, LOST.repeat(2)] as const,
    [1143, summary(times)] as const,
  ];

  test('may take an answer for that to the last of them, as nobody can tell', () => {
    const sinceLast = arrivals.map(
      (atMs) => atMs - Math.max(...told.map(({ atMs: at }) => at).filter((at) => at <= atMs)),
    );
    expect(verdicts(told, lines(sinceLast))).toEqual(allBut());
  });
});
