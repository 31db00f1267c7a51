import { describe, expect, test } from 'vitest';
import type { Packet, UdpEchoEntry } from '../../../harness/index.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { binomialBounds, periodOf } from './binomial.ts';
import { numberingOf } from './message-content.ts';
import { longestRtts, wirePings } from './wire-pings.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));

describe('numberingOf', () => {
  const numbers = (make: (n: number) => string) =>
    numberingOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => bytes(make(n))));
  test.each<[string, (n: number) => string, number | undefined]>([
    ['number and clock', (n) => `Ping ${n} 12:00:0${n % 10}`, 1],
    ['from zero, padded', (n) => `ping${String(n - 1).padStart(2, '0')}`, 0],
    ['time first', (n) => `Ping 1763856000.${n} ${n}`, 1],
    ['sentence', (n) => `Ping_Number: ${n} Time: Mon Nov 23 10:00:01 2026`, 1],
    ['from two', (n) => `Ping ${n + 1} time`, 2],
    ['seconds of a clock are no number', (n) => `ping 12:00:${String(n).padStart(2, '0')}`, undefined],
    ['decimals are no number', (n) => `ping 1763856000.${n}`, undefined],
    ['behind what fills it up', (n) => `${'A'.repeat(1200)} Ping ${n} 1763856000.${n}`, 1],
    ['behind very much of it', (n) => `${'A'.repeat(9000)} Ping ${n} 1763856000.${n}`, 1],
    ['none', () => 'I ping you!', undefined],
  ])('%s', (_, make, first) => expect(numbers(make).first).toBe(first));

  test('what is left is the message without its number', () => {
    expect(numbers((n) => `Ping ${n} noon`).rest[3]).toBe('Ping  noon');
    const padding = 'A'.repeat(9000);
    expect(numbers((n) => `${padding} Ping ${n} noon`).rest[3]).toBe(`${padding} Ping  noon`);
  });

  test('binary, in both orders', () => {
    for (const write of ['writeUInt16BE', 'writeUInt32LE', 'writeUInt8'] as const) {
      const messages = [1, 2, 3, 4].map((n) => {
        const message = Buffer.alloc(12, 0x80);
        message[write](n, 2);
        return message;
      });
      expect(numberingOf(messages).first).toBe(1);
    }
  });
});

describe('chance', () => {
  test('bounds of 400 pings at 4/11 and one in a million', () => {
    expect(binomialBounds(400, 4 / 11, 1e-6)).toEqual({ least: 100, most: 193 });
  });
  test('small numbers are bounded by hand', () => {
    // 2^-3 each for none and all of three.
    expect(binomialBounds(3, 0.5, 0.26)).toEqual({ least: 1, most: 2 });
    expect(binomialBounds(3, 0.5, 0.2)).toEqual({ least: 0, most: 3 });
  });
  test('a period is found, and only a period', () => {
    const pattern = (rule: (index: number) => boolean) =>
      Array.from({ length: 400 }, (_, index) => rule(index));
    expect(periodOf(pattern((index) => index % 11 < 4))).toBe(11);
    expect(periodOf(pattern((index) => index % 11 < 4 && index !== 387))).toBeUndefined();
  });
});

describe('wirePings', () => {
  const packet = (
    number: number,
    from: Packet['from'],
    atMs: number,
    port: number,
    data: string,
  ): Packet => ({
    number,
    atMs,
    from,
    source: '',
    destination: from === 'program' ? '10.9.8.7' : '10.0.0.2',
    ttl: 64,
    protocol: 17,
    payload: new Uint8Array(),
    udp: {
      sourcePort: from === 'peer' ? port : 40_000,
      destinationPort: from === 'program' ? port : 40_000,
      data: bytes(data),
    },
  });
  const entry = (atMs: number, text: string, ...repliedAtMs: number[]): UdpEchoEntry => ({
    atMs,
    from: '10.0.0.2:40000',
    bytes: bytes(text),
    isLost: repliedAtMs.length === 0,
    repliedAtMs,
  });
  const seen = (packets: Packet[], entries: UdpEchoEntry[], facts: Partial<PingerFacts> = {}) =>
    wirePings({
      scenario: 's',
      durationMs: 0,
      facts: { startedAtMs: 0, echoes: [{ port: 12_000, entries }], ...facts },
      programs: [],
      transcript: [],
      packets,
    });

  test('each answer goes to its own ping, by the order in which they left', () => {
    const pings = seen(
      [
        packet(1, 'program', 10, 12_000, 'a'),
        packet(2, 'program', 1010, 12_000, 'b'),
        packet(3, 'peer', 1310, 12_000, 'A'),
        packet(4, 'peer', 1610, 12_000, 'B'),
      ],
      [entry(11, 'a', 1309), entry(1011, 'b', 1609)],
    );
    expect(pings.map(({ answeredAtMs, rttMs }) => [answeredAtMs, rttMs])).toEqual([
      [1310, undefined],
      [1610, 600],
    ]);
  });

  test('copies and other content are no answers', () => {
    const [first, second] = seen(
      [
        packet(1, 'program', 0, 12_000, 'a'),
        packet(2, 'peer', 30, 12_000, 'hello'),
        packet(3, 'peer', 50, 12_000, 'A'),
        packet(4, 'program', 51, 12_000, 'a'),
        packet(5, 'peer', 58, 12_000, 'A'),
        packet(6, 'peer', 120, 12_000, 'A'),
      ],
      [entry(0, 'a', 29, 49, 57), entry(51, 'a', 119)],
    );
    expect([first?.rttMs, second?.rttMs]).toEqual([50, 69]);
  });

  test('names asked for, and pings of an earlier start, are left out', () => {
    const pings = seen(
      [
        packet(1, 'program', 5, 9999, 'a'),
        packet(2, 'program', 101, 53, 'dns'),
        packet(3, 'program', 110, 9999, 'a'),
      ],
      [],
      { startedAtMs: 100 },
    );
    expect(pings).toMatchObject([{ packet: 3, port: 9999, destination: '10.9.8.7' }]);
  });
});

describe('longestRtts', () => {
  const ping = (sentAtMs: number, rttMs?: number) => ({
    sentAtMs,
    packet: 1,
    destination: '',
    port: 1,
    sourcePort: 2,
    bytes: bytes(''),
    ...(rttMs !== undefined && { rttMs, answeredAtMs: sentAtMs + rttMs }),
  });
  test('reaches from the answer before to the next ping', () => {
    expect(longestRtts([ping(100, 50), ping(160, 80), ping(300, 40)], 90)).toEqual([70, 150, 740]);
  });
  test('begins, after a loss, when its second is nearly over', () => {
    expect(longestRtts([ping(100), ping(1105, 50), ping(1160)], 90)).toEqual([undefined, 210, undefined]);
  });
  test('pings that were sent before the answer tell nothing', () => {
    expect(longestRtts([ping(0, 50), ping(1, 80)], 0)).toEqual([750, 780]);
  });
});
