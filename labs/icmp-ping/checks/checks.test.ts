import { describe, expect, test } from 'vitest';
import {
  buildEchoReply,
  buildEchoRequest,
  buildIcmpError,
  buildIpv4,
  type Check,
  CheckFailure,
  Inconclusive,
  type Packet,
} from '../../../harness/index.ts';
import lab from '../lab.ts';
import type { PingFacts } from '../scenarios/ping-story.ts';
import { consecutive, gapMs, type PingObservation, readPings } from './read-pings.ts';

interface Told {
  readonly atMs: number;
  readonly sequence: number;
  readonly rttMs?: number;
  readonly role?: string;
  readonly code?: number;
  readonly spoil?: (request: Uint8Array) => void;
  readonly error?: number;
  /** A request comes from the peer so long after the program's own. */
  readonly strangeMs?: number;
}

/** An observation made of what a program sends, what it gets, and what it prints when. */
function observe(
  told: readonly Told[],
  printed: readonly (readonly [number, string])[],
  facts: Partial<PingFacts> = {},
): PingObservation {
  const packets: Packet[] = [];
  const add = (atMs: number, from: 'program' | 'peer', payload: Uint8Array, ttl = 64) => {
    const [source, destination] = from === 'program' ? ['10.0.0.2', '8.8.8.8'] : ['8.8.8.8', '10.0.0.2'];
    packets.push({ number: packets.length + 1, atMs, from, source, destination, ttl, protocol: 1, payload });
  };
  for (const { atMs, sequence, rttMs, spoil, code = 0, error, strangeMs } of told) {
    const fields = { identifier: 77, sequence, payload: Buffer.from(`${atMs}`.padStart(8)) };
    const request = buildEchoRequest({ ...fields, code });
    spoil?.(request);
    add(atMs, 'program', request);
    if (strangeMs !== undefined) add(atMs + strangeMs, 'peer', request);
    if (rttMs !== undefined) add(atMs + rttMs, 'peer', buildEchoReply(fields), 40 + sequence);
    if (error !== undefined) {
      const about = buildIpv4({ source: '10.0.0.2', destination: '8.8.8.8', payload: request });
      add(atMs + 60, 'peer', buildIcmpError({ type: error, code: 1, about }));
    }
  }
  const output = printed.map(([atMs, text]) => ({
    atMs,
    stream: 'stdout' as const,
    bytes: Buffer.from(text),
  }));
  const program = {
    command: 'x',
    startedAtMs: 0,
    isUp: true,
    listening: [],
    output,
    droppedOutputBytes: 0,
    answers: [],
  };
  return {
    scenario: 'made-up',
    durationMs: 9000,
    facts: { roles: told.map(({ role }) => role ?? 'plain'), ...facts },
    programs: [program],
    transcript: [],
    packets,
  };
}

function checkOf(id: string): Check {
  const check: Check | undefined = lab.checks.find((each) => each.id === `icmp-ping/${id}`);
  if (!check) throw new Error(`no check ${id}`);
  return check;
}

/** The share of its points that a check gives. */
function shareOf(id: string, observation: PingObservation): number {
  try {
    checkOf(id).judge(observation);
    return 1;
  } catch (error) {
    if (error instanceof CheckFailure) return error.details.credit ?? 0;
    throw error;
  }
}

function verdictOf(id: string, observation: PingObservation): string {
  try {
    checkOf(id).judge(observation);
    return 'passed';
  } catch (error) {
    if (error instanceof CheckFailure) return 'failed';
    if (error instanceof Inconclusive) return 'inconclusive';
    throw error;
  }
}

const four: readonly Told[] = [
  { atMs: 0, sequence: 1, rttMs: 150 },
  { atMs: 1000, sequence: 2, rttMs: 400 },
  { atMs: 2000, sequence: 3, rttMs: 270 },
  { atMs: 3000, sequence: 4, rttMs: 560 },
];
const fourPrinted = four.map(({ atMs, rttMs = 0, sequence }) => {
  return [atMs + rttMs + 3, `seq ${sequence} ttl ${40 + sequence} rtt ${rttMs + 0.4} ms\n`] as const;
});

test('the wire tells requests, replies and times', () => {
  const pings = readPings(observe(four, []));
  expect(pings.map(({ rttMs }) => rttMs)).toEqual([150, 400, 270, 560]);
  expect(consecutive(pings).map(gapMs)).toEqual([1000, 1000, 1000]);
});

test('a good run passes what it shows', () => {
  const observation = observe(four, [...fourPrinted, [3600, 'min 150.4 avg 345.4 max 560.4 ms\n']]);
  for (const id of [
    'sends-echo-requests',
    'checksum',
    'identifier',
    'sequence-rises',
    'payload-time',
    'one-a-second',
    'rtt',
    'rtt-unit',
    'statistics',
    'ttl',
  ])
    expect([id, verdictOf(id, observation)]).toEqual([id, 'passed']);
});

test('no observation at all is a failure of the first check, and no exception of any', () => {
  const silent = observe([], []);
  expect(verdictOf('sends-echo-requests', silent)).toBe('failed');
  for (const { id } of lab.checks) expect(verdictOf(id.replace('icmp-ping/', ''), silent)).not.toBe('');
});

test('sequence numbers count in either byte order, and may start over', () => {
  const numbered = (...numbers: number[]) =>
    observe(
      numbers.map((sequence, n) => ({ atMs: n * 1000, sequence })),
      [],
    );
  expect(verdictOf('sequence-rises', numbered(0x0100, 0x0200, 0x0300))).toBe('passed');
  expect(verdictOf('sequence-rises', numbered(1, 2, 1, 2))).toBe('passed');
  expect(verdictOf('sequence-rises', numbered(1, 1, 1))).toBe('failed');
  expect(verdictOf('sequence-rises', numbered(5, 4, 3))).toBe('failed');
});

test('a checksum is judged from the bytes, its cause from how it is wrong', () => {
  const swapped = observe(
    [{ atMs: 0, sequence: 1, spoil: (request) => request.subarray(2, 4).reverse() }],
    [],
  );
  const check = lab.checks.find(({ id }) => id === 'icmp-ping/checksum');
  expect(() => check?.judge(swapped)).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({ hint: expect.stringContaining('exchanged') }),
    }),
  );
});

test('seconds count as right, without a unit or with the wrong one they do not', () => {
  const inSeconds = (unit: string) =>
    observe(
      four,
      four.map(({ atMs, rttMs = 0 }) => [atMs + rttMs + 2, `RTT ${rttMs / 1000 + 0.0004}${unit}\n`]),
    );
  expect(verdictOf('rtt', inSeconds(''))).toBe('passed');
  expect(verdictOf('rtt-unit', inSeconds(''))).toBe('failed');
  expect(verdictOf('rtt-unit', inSeconds(' s'))).toBe('passed');
  expect(verdictOf('rtt-unit', inSeconds(' ms'))).toBe('failed');
});

test('a wrong time does not find its right one among the statistics', () => {
  const wrong = fourPrinted.map(([atMs, text], n) =>
    n === 0 ? ([atMs, 'rtt 901.1 ms\n'] as const) : ([atMs, text] as const),
  );
  expect(verdictOf('rtt', observe(four, [...wrong, [3600, 'min 150.4 avg 345.4 max 560.4 ms\n']]))).toBe(
    'failed',
  );
});

test('seconds labelled ms are seconds, though right milliseconds stand in the statistics', () => {
  const lines = four.map(
    ({ atMs, rttMs = 0 }) => [atMs + rttMs + 2, `RTT ${(rttMs / 1000).toFixed(6)} ms\n`] as const,
  );
  const statistics = 'min 150.2 avg 345.0 max 560.1 stddev 153.1 ms\n';
  expect(verdictOf('rtt-unit', observe(four, [...lines, [3566, statistics]]))).toBe('failed');
});

test('times that are right but for a factor of ten are wrong', () => {
  const lines = four.map(({ atMs, rttMs = 0 }) => [atMs + rttMs + 2, `RTT ${rttMs * 10 + 4} ms\n`] as const);
  expect(verdictOf('rtt', observe(four, lines))).toBe('failed');
});

test('every time that it may be is no time', () => {
  const every = Array.from({ length: 60 }, (_, n) => `rtt ${120 + 8 * n} ms\n`).join('');
  const observation = observe(
    four,
    four.map(({ atMs, rttMs = 0 }) => [atMs + rttMs + 3, every] as const),
  );
  for (const id of ['rtt', 'rtt-unit', 'statistics', 'ttl'])
    expect([id, verdictOf(id, observation)]).toEqual([id, 'failed']);
});

test('every TTL that it may be is no TTL', () => {
  const ttls = Array.from({ length: 71 }, (_, n) => 43 + n).join(' ');
  const lines = fourPrinted.map(([atMs, text]) => [atMs, text.replace('ttl', `ttl ${ttls}`)] as const);
  expect(verdictOf('ttl', observe(four, fourPrinted))).toBe('passed');
  expect(verdictOf('ttl', observe(four, lines))).toBe('failed');
});

test('output that comes all at the end is read by its order', () => {
  expect(verdictOf('rtt', observe(four, [[4000, fourPrinted.map(([, text]) => text).join('')]]))).toBe(
    'passed',
  );
});

test('a wait is measured whether a program pauses or keeps a beat', () => {
  const lostSecond = (nextAtMs: number, pauseMs: number): Told[] => [
    { atMs: 0, sequence: 1, rttMs: 200 },
    { atMs: 200 + pauseMs, sequence: 2, role: 'lost' },
    { atMs: nextAtMs, sequence: 3, rttMs: 200 },
    { atMs: nextAtMs + 200 + pauseMs, sequence: 4, rttMs: 200 },
  ];
  expect(verdictOf('waits-one-second', observe(lostSecond(1200 + 2000, 1000), []))).toBe('passed');
  expect(verdictOf('waits-one-second', observe(lostSecond(1200 + 3000, 1000), []))).toBe('failed');
  expect(verdictOf('waits-one-second', observe(lostSecond(1000 + 1000, 800), []))).toBe('passed');
  expect(verdictOf('waits-one-second', observe(lostSecond(1000 + 300, 800), []))).toBe('failed');
});

test('a loss is reported in any words, or not at all', () => {
  const told: Told[] = [
    { atMs: 0, sequence: 1, rttMs: 200 },
    { atMs: 1000, sequence: 2, role: 'lost' },
    { atMs: 2000, sequence: 3, rttMs: 250 },
    { atMs: 3000, sequence: 4, rttMs: 220 },
  ];
  const replies = [
    [202, 'a 200.5 ms\n'],
    [2252, 'a 250.5 ms\n'],
    [3222, 'a 220.5 ms\n'],
  ] as const;
  const [first, ...others] = replies;
  expect(verdictOf('reports-loss', observe(told, [first, [2000, 'nincs valasz\n'], ...others]))).toBe(
    'passed',
  );
  expect(verdictOf('reports-loss', observe(told, replies))).toBe('failed');
});

test('a foreign reply that is taken shows in the printed time; one that is passed over does not', () => {
  const told = [
    { atMs: 0, sequence: 1, rttMs: 420 },
    { atMs: 1000, sequence: 2, rttMs: 420, role: 'foreign-identifier' },
  ];
  const first = [422, 'reply 420.7 ms\n'] as const;
  expect(verdictOf('ignores-foreign-replies', observe(told, [first, [1422, 'reply 420.9 ms\n']]))).toBe(
    'passed',
  );
  expect(verdictOf('ignores-foreign-replies', observe(told, [first, [1032, 'reply 30.2 ms\n']]))).toBe(
    'failed',
  );
});

test('an error is explained in any language, or by its numbers', () => {
  const told = [
    { atMs: 0, sequence: 1, role: 'host-unreachable', error: 3 },
    { atMs: 1000, sequence: 2, role: 'time-exceeded', error: 11 },
  ];
  const both = (one: string, other: string) =>
    observe(told, [
      [65, one],
      [1065, other],
    ]);
  expect(verdictOf('explains-unreachable', both('nem elerheto\n', 'lejart\n'))).toBe('passed');
  expect(verdictOf('explains-time-exceeded', both('error 3/1\n', 'error 11/1\n'))).toBe('passed');
  expect(verdictOf('explains-unreachable', both('hiba\n', 'hiba\n'))).toBe('failed');
  // Numbers of a colour are no type and code.
  expect(verdictOf('explains-unreachable', both('\u001b[3;1mhiba\u001b[0m\n', 'hiba\n'))).toBe('failed');
  expect(verdictOf('explains-unreachable', observe(told, [[1000, 'timed out\n']]))).toBe('failed');
});

test('times that are printed after our SIGINT count where none was printed before', () => {
  const odd: readonly Told[] = [
    { atMs: 0, sequence: 1, rttMs: 410 },
    { atMs: 1000, sequence: 2, rttMs: 430, role: 'foreign-identifier' },
    { atMs: 2000, sequence: 3, rttMs: 405 },
  ];
  const report = odd.map(({ sequence, rttMs = 0 }) => `request ${sequence}: ${rttMs + 0.3} ms\n`).join('');
  const interrupted = { interruptedAtMs: 3200 };
  expect(verdictOf('ignores-foreign-replies', observe(odd, [[3250, report]], interrupted))).toBe('passed');
  const wrong = report.replace('430.3', '30.3');
  expect(verdictOf('ignores-foreign-replies', observe(odd, [[3250, wrong]], interrupted))).toBe('failed');
  const trace =
    'Traceback (most recent call last):\n  File "p.py", line 430, in <module>\nKeyboardInterrupt\n';
  expect(verdictOf('ignores-foreign-replies', observe(odd, [[3250, trace]], interrupted))).toBe('failed');
});

describe('where the times of all requests are wrong', () => {
  const odd: readonly Told[] = [
    { atMs: 0, sequence: 1, rttMs: 420 },
    { atMs: 1000, sequence: 2, rttMs: 430, role: 'own-request', strangeMs: 30 },
    { atMs: 2000, sequence: 3, rttMs: 405 },
  ];
  // From each reply to the next, as a clock that is never set again at the request tells.
  const [first, second, third] = [
    [423, 'ttl=64 time=430.12 ms\n'],
    [1433, 'ttl=64 time=1010.02 ms\n'],
    [2408, 'ttl=64 time=975.31 ms\n'],
  ] as const;
  const judged = (...lines: readonly (readonly [number, string])[]) =>
    verdictOf('ignores-own-request', observe(odd, lines));

  test('the line that comes with the true reply says that the other message was passed over', () => {
    expect(verdictOf('rtt', observe(odd, [first, second, third]))).toBe('failed');
    expect(judged(first, second, third)).toBe('passed');
  });
  test('a line that comes before it says that it was not', () => {
    expect(judged(first, [1032, 'ttl=64 time=609.07 ms\n'], second, third)).toBe('failed');
    expect(judged(first, [1032, 'ttl=64 time=609.07 ms\n'], third)).toBe('failed');
  });
  test('nor is it passed over by a program that shows it later', () => {
    const both = [1433, `${second[1]}ttl=64 time=0.02 ms\n`] as const;
    expect(judged(first, both, third)).toBe('failed');
    expect(judged(first, [1433, 'ttl=64 time=30.80 ms\n'], third)).toBe('failed');
  });
  test('no line with the reply is no sign of it', () => {
    expect(judged(first, [1433, 'lost\n'], third)).toBe('failed');
    expect(judged([3000, second[1].repeat(3)])).toBe('failed');
  });
});

describe('what the next request finds in the socket, since the one before took something else', () => {
  const line = (ms: number) => `ttl=64 time=${ms} ms\n`;
  const judged = (told: readonly Told[], printed: readonly (readonly [number, string])[]) =>
    verdictOf('ignores-own-request', observe(told, printed));

  test.each([0.05, 0.41, 0.45])('%f ms is not as many seconds', (leftMs) => {
    const told: readonly Told[] = [
      { atMs: 0, sequence: 1, rttMs: 420 },
      { atMs: 1421, sequence: 2, rttMs: 430, role: 'own-request', strangeMs: 30 },
      { atMs: 2453, sequence: 3, rttMs: 405 },
      { atMs: 3454, sequence: 4 },
    ];
    const left = [2454, 3455].map((atMs) => [atMs, line(leftMs)] as const);
    const first = [421, line(420.61)] as const;
    expect(judged(told, [first, [1452, line(31.2)], ...left])).toBe('failed');
    // The same with nothing but leftovers: the first request met something, too.
    const all = told.map((each) => ({ ...each, role: 'own-request', strangeMs: 30 }));
    expect(
      judged(all, [
        [31, line(31.2)],
        [1422, line(leftMs)],
        [2454, line(leftMs)],
      ]),
    ).toBe('failed');
  });

  test('nor where the first of all took something else', () => {
    const told: readonly Told[] = [
      { atMs: 55, sequence: 1, rttMs: 411, role: 'own-request', strangeMs: 31 },
      { atMs: 1087, sequence: 2, rttMs: 438 },
      { atMs: 2087, sequence: 3, rttMs: 410, role: 'own-request', strangeMs: 31 },
      { atMs: 3088, sequence: 4, rttMs: 413 },
      { atMs: 4088, sequence: 5 },
    ];
    const printed = [31.76, 0.49, 0.55, 0.44, 0.47].map(
      (ms, i) => [(told[i]?.atMs ?? 0) + (i === 0 ? 32 : 1), line(ms)] as const,
    );
    expect(judged(told, printed)).toBe('failed');
  });
});

describe('where something else comes before the reply', () => {
  const told: readonly Told[] = [
    { atMs: 0, sequence: 1, rttMs: 420 },
    { atMs: 1400, sequence: 2, rttMs: 430, role: 'own-request', strangeMs: 30 },
    { atMs: 2800, sequence: 3, rttMs: 405 },
  ];
  const line = (ms: number) => `reply from 8.8.8.8 time=${ms} ms\n`;
  const [first, third] = [[421, line(420.61)] as const, [3206, line(405.7)] as const];
  const judged = (...between: readonly (readonly [number, string])[]) =>
    shareOf('ignores-own-request', observe(told, [first, ...between, third]));

  test('a line for it is a fault, whatever time it tells', () => {
    expect(judged([1831, line(430.6)])).toBe(1);
    expect(judged([1431, line(1030.9)], [1831, line(430.6)])).toBe(0);
    expect(judged([1431, 'passed over: 1030.9\n'], [1831, line(430.6)])).toBe(1);
  });
  test('to pass it over and to wait no longer is half of what is wanted', () => {
    expect(judged([1431, 'not mine\n'])).toBe(0.5);
    expect(judged()).toBe(0.5);
    expect(judged([1431, line(31.2)])).toBe(0);
  });
});
