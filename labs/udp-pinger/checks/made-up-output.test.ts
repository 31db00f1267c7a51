import { describe, expect, test } from 'vitest';
import {
  type Check,
  CheckFailure,
  Inconclusive,
  type Observation,
  type Packet,
  type UdpEchoEntry,
} from '../../../harness/index.ts';
import lab from '../lab.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';

const PORT = 12_000;

interface Told {
  readonly atMs: number;
  /** After the ping; a stranger's datagram is `other`. */
  readonly answers?: readonly { readonly afterMs: number; readonly other?: boolean }[];
}

/** What a program that sends these pings and prints these lines would show. */
function observe(told: readonly Told[], printed: readonly (readonly [number, string])[]) {
  const packets: Packet[] = [];
  const entries: UdpEchoEntry[] = [];
  const add = (atMs: number, from: Packet['from'], data: Uint8Array) => {
    const [sourcePort, destinationPort] = from === 'program' ? [40_000, PORT] : [PORT, 40_000];
    const [source, destination] = from === 'program' ? ['10.0.0.2', '10.0.0.1'] : ['10.0.0.1', '10.0.0.2'];
    const udp = { sourcePort, destinationPort, data };
    packets.push({ number: 0, atMs, from, source, destination, ttl: 64, protocol: 17, payload: data, udp });
  };
  told.forEach(({ atMs, answers = [] }, index) => {
    const ping = Buffer.from(`Ping ${index + 1} ${atMs}`);
    add(atMs, 'program', ping);
    for (const { afterMs, other } of answers)
      add(atMs + afterMs, 'peer', Buffer.from(other ? 'hello' : `PING ${index + 1} ${atMs}`));
    const repliedAtMs = answers.map(({ afterMs }) => atMs + afterMs);
    entries.push({ atMs, from: '', bytes: ping, isLost: answers.length === 0, repliedAtMs });
  });
  packets.sort((a, b) => a.atMs - b.atMs);
  const numbered = packets.map((packet, index) => ({ ...packet, number: index + 1 }));
  return {
    scenario: 'made-up',
    durationMs: 20_000,
    facts: { startedAtMs: 0, host: '10.0.0.1', port: PORT, echoes: [{ port: PORT, entries }] },
    transcript: [],
    packets: numbered,
    programs: [
      {
        command: 'x',
        startedAtMs: 0,
        isUp: true,
        listening: [],
        output: printed.map(([atMs, text]) => ({
          atMs,
          stream: 'stdout' as const,
          bytes: Buffer.from(text),
        })),
        droppedOutputBytes: 0,
        answers: [],
        exit: { atMs: 20_000, isOurDoing: true },
      },
    ],
  } satisfies Observation<PingerFacts>;
}

function verdictOf(check: Check, observation: Observation<PingerFacts>): string {
  try {
    check.judge(observation);
    return 'passed';
  } catch (error) {
    if (error instanceof CheckFailure) return 'failed';
    if (error instanceof Inconclusive) return 'inconclusive';
    throw error;
  }
}

const checkNamed = (id: string): Check => {
  const found = lab.checks.find((check) => check.id === `udp-pinger/${id}`);
  if (!found) throw new Error(`no check ${id}`);
  return found;
};

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
