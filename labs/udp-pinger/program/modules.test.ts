import { describe, expect, test } from 'vitest';
import { numberBetween, parseCommandLine, UsageError, wholeNumber } from './arguments.ts';
import { reasonOf } from './endpoint.ts';
import { HeartbeatLog } from './heartbeat-log.ts';
import { formatHeartbeat, parseHeartbeat } from './heartbeat-message.ts';
import { HeartbeatWatch } from './heartbeat-watch.ts';
import { formatPing, parseAnswer } from './ping-message.ts';
import { lossPercent, rttStatistics } from './statistics.ts';

describe('ping message', () => {
  test('an answer is read in either case', () => {
    const ping = { sequence: 3, time: '2026-11-23T12:00:00.123Z' };
    expect(parseAnswer(formatPing(ping))).toEqual(ping);
    expect(parseAnswer(formatPing(ping).toUpperCase())).toEqual(ping);
  });
  test.each(['', 'pong', 'Ping', 'Ping x now', 'Ping 1', 'Ping 1 a b', 'Ping 1234567890 t'])(
    '%j is none',
    (text) => {
      expect(parseAnswer(text)).toBeUndefined();
    },
  );
});

describe('statistics', () => {
  test('of some', () => {
    expect(rttStatistics([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ min: 2, avg: 5, max: 9, stddev: 2 });
  });
  test('of a million', () => {
    const rttsMs = Array.from({ length: 1_000_000 }, (_, n) => n % 3);
    expect(rttStatistics(rttsMs)).toMatchObject({ min: 0, max: 2 });
  });
  test('of none', () => expect(rttStatistics([])).toBeUndefined());
  test('loss', () =>
    expect([lossPercent(10, 7), lossPercent(0, 0), lossPercent(3, 0)]).toEqual([30, 0, 100]));
});

describe('heartbeat', () => {
  test('a message is read back', () => {
    const heartbeat = { sequence: 7, sentAt: 1_763_899_200.25 };
    expect(parseHeartbeat(formatHeartbeat(heartbeat))).toEqual(heartbeat);
    expect(parseHeartbeat('Heartbeat 1 soon')).toBeUndefined();
  });

  test('loss, lateness and copies are told apart', () => {
    const log = new HeartbeatLog(1, 100);
    const at = (sequence: number) => log.record({ sequence, sentAt: 100 }, 100.5);
    expect(at(1)).toMatchObject({ delay: 0.5, missing: 0, isDuplicate: false });
    expect(at(4).missing).toBe(2);
    expect(at(3)).toMatchObject({ wasMissing: true, missing: 0 });
    expect(at(4).isDuplicate).toBe(true);
    expect(log.summary()).toEqual({
      received: 3,
      lost: 1,
      lossPercent: 25,
      delayMs: { min: 500, avg: 500, max: 500 },
    });
    expect([log.isSilent(101, 1), log.isSilent(101.5, 1)]).toEqual([false, true]);
  });

  test('a leap in the numbers is counted whole, and does not fill the memory', () => {
    const log = new HeartbeatLog(1, 0);
    expect(log.record({ sequence: 999_999_999, sentAt: 0 }, 0).missing).toBe(999_999_998);
    expect(log.record({ sequence: 999_999_998, sentAt: 0 }, 0).wasMissing).toBe(true);
    // Long forgotten: it cannot be told from a copy.
    expect(log.record({ sequence: 5, sentAt: 0 }, 0)).toMatchObject({ wasMissing: false, isDuplicate: true });
    expect(log.summary()).toMatchObject({ received: 2, lost: 999_999_997 });
  });

  test('many missing ones make one line', () => {
    const lines: string[] = [];
    const watch = new HeartbeatWatch((_, text) => lines.push(text));
    for (const sequence of [1, 3, 1000]) watch.receive('x', { sequence, sentAt: 0 }, 0);
    expect(lines.filter((line) => line.includes('missing'))).toEqual([
      'x: heartbeat 2 is missing',
      'x: heartbeats 4 to 999 are missing',
    ]);
  });
});

test('errors of the system are put into words, and unknown ones passed on', () => {
  expect(reasonOf('ENETUNREACH')).toBe('this machine has no route to that network (ENETUNREACH)');
  expect(reasonOf('EWHATEVER')).toBe('EWHATEVER');
});

describe('command line', () => {
  const line = {
    name: 'x',
    summary: '',
    positionals: ['HOST', 'PORT'],
    flags: { host: { value: 'HOST', help: '' }, port: { value: 'PORT', help: '' }, json: { help: '' } },
    exitStatus: [],
  };
  test('positionals and flags give the same', () => {
    expect(parseCommandLine(line, ['h', '1'])).toEqual(parseCommandLine(line, ['--host', 'h', '--port=1']));
    expect(parseCommandLine(line, ['--json'])).toEqual({ json: true });
  });
  test('numbers have bounds', () => {
    expect(wholeNumber({}, 'n', 5, 1, 9)).toBe(5);
    expect(numberBetween({ n: '0.5' }, 'n', 0, 0, 1)).toBe(0.5);
    for (const n of ['0', '10', '1.5', '', 'NaN'])
      expect(() => wholeNumber({ n }, 'n', 5, 1, 9)).toThrow(UsageError);
  });
});
