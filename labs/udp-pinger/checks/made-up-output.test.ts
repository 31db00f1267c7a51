import { describe, expect, test } from 'vitest';
import lab from '../lab.ts';
import { checkNamed, observe, type Told, verdictOf } from './testing/observe.ts';

const claims = Array.from(
  { length: 10 },
  (_, n) => `\u001b]0;100 points\u0007Ping ${n + 1}: RTT = 8${n} ms\n`,
);
const madeUp = `${claims.join('')}10 sent, 10 received, 0% loss, min/avg/max/stddev = 80/84.5/89/2.9 ms\n`;

describe('a single ping and figures for ten', () => {
  const client = lab.checks.filter(
    ({ scenario, id }) => scenario.part === 'client' && !id.endsWith('is-given'),
  );
  const needing = client.filter(
    ({ id, needs }) => id.endsWith('keeps-pinging') || needs?.includes('udp-pinger/keeps-pinging'),
  );

  test.each(needing.map((check) => [check.id, check] as const))('does not pass %s', (_, check) => {
    for (const answers of [[], [{ afterMs: 82 }]])
      expect(verdictOf(check, observe([{ atMs: 0, answers }], [[83, madeUp]]))).not.toBe('passed');
  });

  test('is all that waits for no other check', () => {
    const roots = client.filter(
      (check) => !needing.includes(check) && !check.needs?.some((id) => /reports-each|minimum/.test(id)),
    );
    expect(roots.map(({ id }) => id)).toEqual([]);
  });
});

describe('the first time that is printed for a ping', () => {
  const plain = (index: number): Told => ({ atMs: index * 1100, answers: [{ afterMs: 60 + index }] });
  const told = [0, 1, 2, 3, 4, 5, 6].map((index) =>
    [2, 5].includes(index)
      ? { atMs: index * 1100, answers: [{ afterMs: 90, other: true }, { afterMs: 500 + index }] }
      : plain(index),
  );
  const right = told.map(({ atMs, answers }, index) => {
    const rtt = answers?.at(-1)?.afterMs ?? 0;
    return [atMs + rtt + 1, `seq=${index + 1} time=${rtt}.20 ms\n`] as const;
  });
  const check = checkNamed('other-content-is-not-taken-for-an-answer');
  const judged = (...more: (readonly [number, string])[]) =>
    verdictOf(
      check,
      observe(
        told,
        [...right, ...more].toSorted(([a], [b]) => a - b),
      ),
    );

  test('may be the right one', () => expect(judged()).toBe('passed'));
  test('is not the right one when that stands below it', () =>
    expect(judged([2200 + 91, 'seq=3 time=90.31 ms\n'])).toBe('failed'));
  test('is not what is said of the stranger without a time', () =>
    expect(judged([2200 + 91, 'ignored 5 bytes: hello 90\n'])).toBe('passed'));
  test('is none of the ping before, however late that is read', () => {
    const late = right.map(([atMs, text], index) => [index === 1 ? 2203 : atMs, text] as const);
    expect(verdictOf(check, observe(told, late))).toBe('passed');
  });
});
