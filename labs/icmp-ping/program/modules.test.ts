import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksum } from './checksum.ts';
import { classify, type RequestState } from './classify.ts';
import { buildEchoRequest, isIntact, readEcho } from './echo.ts';
import { formatEvent, formatStatistics } from './format.ts';
import { explainIcmpError, readIcmpError } from './icmp-errors.ts';
import { ICMP, ICMPV6, icmpVersionFor } from './icmp-version.ts';
import { readIpv4 } from './ipv4.ts';
import { readIpv6 } from './ipv6.ts';
import { readCommandLine } from './options.ts';
import { SetupError } from './setup-error.ts';
import { PingRecord } from './statistics.ts';

const identifier = 0x1234;

/** An IPv4 packet from 8.8.8.8, its header with so many bytes of options. */
function packetOf(message: Buffer, optionsLength = 0) {
  const header = Buffer.alloc(20 + optionsLength);
  header[0] = 0x40 | (header.length / 4);
  header[8] = 57;
  header[9] = 1;
  header.set([8, 8, 8, 8], 12);
  const packet = readIpv4(Buffer.concat([header, message]));
  if (!packet) throw new Error('not an IPv4 packet');
  return packet;
}

function replyTo(sequence: number, from = identifier): Buffer {
  const message = buildEchoRequest({ identifier: from, sequence }, ICMP, 0);
  message.writeUInt8(0, 0);
  message.writeUInt16BE(0, 2);
  message.writeUInt16BE(checksum(message), 2);
  return message;
}

function errorAbout(request: Buffer, type: number, code: number): Buffer {
  const quotedHeader = Buffer.alloc(24);
  quotedHeader[0] = 0x46;
  quotedHeader[9] = 1;
  return Buffer.concat([Buffer.of(type, code, 0, 0, 0, 0, 0, 0), quotedHeader, request.subarray(0, 8)]);
}

describe('messages', () => {
  test('the example of RFC 1071 section 3', () => {
    expect(checksum(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7))).toBe(0x220d);
  });

  test('a request is intact, of type 8 and code 0, and holds the time', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(0xffff), fc.double({ noNaN: true }), (id, sequence, time) => {
        const request = buildEchoRequest({ identifier: id, sequence }, ICMP, time);
        expect([request[0], request[1], isIntact(request)]).toEqual([8, 0, true]);
        expect(readEcho(request)).toEqual({ identifier: id, sequence });
        expect(request.readDoubleBE(8)).toBe(time);
      }),
    );
  });

  test('no bytes make the readers throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const packet = readIpv4(Buffer.from(bytes));
        readIpv6(Buffer.from(bytes));
        for (const version of [ICMP, ICMPV6]) {
          readIcmpError(Buffer.from(bytes), version);
          classify(Buffer.from(bytes), { version, identifier, states: new Map() });
        }
        expect(packet === undefined || packet.payload.length <= bytes.length - 20).toBe(true);
      }),
    );
  });

  test('errors are explained by type and code', () => {
    const request = buildEchoRequest({ identifier, sequence: 3 }, ICMP, 0);
    expect(readIcmpError(errorAbout(request, 3, 1), ICMP)).toEqual({
      type: 3,
      code: 1,
      about: { identifier, sequence: 3 },
    });
    expect(explainIcmpError({ type: 3, code: 13 }, ICMP)).toContain('administratively prohibited');
    expect(explainIcmpError({ type: 11, code: 9 }, ICMP)).toBe(
      'Time Exceeded (type 11): unknown reason (code 9)',
    );
  });
});

describe('what a packet means', () => {
  const states = new Map<number, RequestState>([
    [1, 'answered'],
    [2, 'timed-out'],
    [3, 'waiting'],
    [4, 'failed'],
  ]);
  const meaningOf = (message: Buffer, optionsLength = 0) =>
    classify(packetOf(message, optionsLength).payload, { version: ICMP, identifier, states });

  test('the reply to the request that waits, behind any IPv4 header', () => {
    expect(meaningOf(replyTo(3))).toEqual({ kind: 'reply', sequence: 3 });
    expect(meaningOf(replyTo(3), 12)).toEqual({ kind: 'reply', sequence: 3 });
  });

  test('duplicates, late and corrupted replies are told apart', () => {
    expect(meaningOf(replyTo(1)).kind).toBe('duplicate');
    expect(meaningOf(replyTo(2)).kind).toBe('late');
    expect(meaningOf(replyTo(4)).kind).toBe('late');
    const damaged = replyTo(3);
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    expect(meaningOf(damaged)).toEqual({ kind: 'corrupted', sequence: 3 });
  });

  test('foreign replies, requests, other types and unsent numbers are ignored', () => {
    const timestampReply = replyTo(3);
    timestampReply[0] = 14;
    const others = [
      replyTo(3, 7),
      buildEchoRequest({ identifier, sequence: 3 }, ICMP, 0),
      timestampReply,
      replyTo(9),
    ];
    for (const message of others) expect(meaningOf(message)).toEqual({ kind: 'ignored' });
  });

  test('an error counts only when it quotes a request of ours', () => {
    const ours = buildEchoRequest({ identifier, sequence: 3 }, ICMP, 0);
    const foreign = buildEchoRequest({ identifier: 7, sequence: 3 }, ICMP, 0);
    expect(meaningOf(errorAbout(ours, 11, 0))).toMatchObject({
      kind: 'error',
      sequence: 3,
      type: 11,
      code: 0,
    });
    expect(meaningOf(errorAbout(foreign, 11, 0))).toEqual({ kind: 'ignored' });
  });
});

describe('ICMPv6', () => {
  const own = { version: ICMPV6, identifier, states: new Map<number, RequestState>([[3, 'waiting']]) };
  const request = buildEchoRequest({ identifier, sequence: 3 }, ICMPV6, 0);

  test('serves IPv6 addresses alone', () => {
    expect(['::1', 'fe80::1%lo', '127.0.0.1'].map((address) => icmpVersionFor(address).family)).toEqual([
      6, 6, 4,
    ]);
  });

  test('a request has type 128, and leaves the checksum to the kernel', () => {
    expect([...request.subarray(0, 4)]).toEqual([128, 0, 0, 0]);
    expect(classify(request, own)).toEqual({ kind: 'ignored' });
  });

  test('a reply has type 129', () => {
    const reply = Buffer.from(request);
    reply[0] = 129;
    expect(classify(reply, own)).toEqual({ kind: 'reply', sequence: 3 });
  });

  test('an error quotes the IPv6 header and the request', () => {
    const header = Buffer.alloc(40);
    header[0] = 0x60;
    header[6] = 58;
    const error = Buffer.concat([Buffer.of(3, 0, 0, 0, 0, 0, 0, 0), header, request]);
    const meaning = classify(error, own);
    expect(meaning).toEqual({ kind: 'error', sequence: 3, type: 3, code: 0 });
    expect(explainIcmpError({ type: 3, code: 0 }, ICMPV6)).toBe(
      'Time Exceeded (type 3): hop limit exceeded in transit (code 0)',
    );
    header[6] = 17;
    const aboutUdp = Buffer.concat([Buffer.of(3, 0, 0, 0, 0, 0, 0, 0), header, request]);
    expect(classify(aboutUdp, own)).toEqual({ kind: 'ignored' });
  });
});

describe('figures', () => {
  test('minimum, average, maximum, deviation and loss', () => {
    const record = new PingRecord();
    record.sent = 4;
    for (const rttMs of [10, 20, 30]) record.addReply(rttMs);
    expect(record.statistics()).toMatchObject({ lossPercent: 25, minMs: 10, averageMs: 20, maxMs: 30 });
    expect(record.statistics().standardDeviationMs).toBeCloseTo(8.165, 3);
    expect(formatStatistics('x.example', record.statistics())).toContain('25% packet loss\nround-trip');
  });

  test('nothing sent and nothing received have figures, too', () => {
    const record = new PingRecord();
    expect(formatStatistics('x', record.statistics())).toMatch(/\n0 packets sent, 0 received$/);
    record.sent = 2;
    record.odd.late = 1;
    expect(formatStatistics('x', record.statistics())).toContain('100% packet loss, late: 1');
  });

  test('a request that did not leave is lost, one that was still waited for is not', () => {
    const record = new PingRecord();
    record.sent = 2;
    record.pending = 1;
    record.addReply(1);
    expect(formatStatistics('x', record.statistics())).toContain(
      '2 packets sent, 1 received, 0% packet loss, still waited for: 1',
    );
    record.unsent = 1;
    expect(record.statistics().lossPercent).toBe(50);
  });

  test('the deviation of very many times is right, and takes no memory', () => {
    const record = new PingRecord();
    for (let n = 0; n < 300_000; n += 1) record.addReply(1000 + (n % 2));
    expect(record.statistics()).toMatchObject({ minMs: 1000, maxMs: 1001 });
    expect(record.statistics().standardDeviationMs).toBeCloseTo(0.5, 6);
  });

  test('a reply is one line with size, sender, number, TTL and time', () => {
    const reply = {
      kind: 'reply',
      sequence: 3,
      source: '8.8.8.8',
      bytes: 64,
      ttl: 57,
      rttMs: 12.3456,
    } as const;
    expect(formatEvent(reply)).toBe('64 bytes from 8.8.8.8: icmp_seq=3 ttl=57 time=12.346 ms');
    expect(formatEvent({ ...reply, kind: 'duplicate' })).toContain('(duplicate)');
    expect(formatEvent({ ...reply, ttl: undefined })).toContain('icmp_seq=3 time=');
  });
});

describe('command line', () => {
  test('has sensible defaults', () => {
    expect(readCommandLine([])).toMatchObject({
      targets: ['127.0.0.1'],
      count: 4,
      intervalMs: 1000,
      timeoutMs: 1000,
    });
    expect(readCommandLine(['--count', '0', 'a', 'b'])).toMatchObject({
      targets: ['a', 'b'],
      count: Infinity,
    });
  });

  test.each([
    ['--count', 'x'],
    ['--count', '1.5'],
    ['--interval', '-1'],
    ['--timeout', '1e9'],
    ['--socket', 'wet'],
    ['--ipv4', '--ipv6'],
    ['--nonsense'],
  ])('refuses %s %s', (...args) => expect(() => readCommandLine(args)).toThrow(SetupError));
});
