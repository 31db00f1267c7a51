import { describe, expect, it } from 'vitest';
import { conversationOf, packetsOf, programOf, scenarioOf } from '../testing/fixture-packets.ts';
import type { Exchange } from './exchanges.ts';
import { fitText } from './fit-text.ts';
import { pingChart, pingChartText } from './ping-chart.ts';
import { pingPoints } from './ping-points.ts';
import { timeAxis } from './time-axis.ts';
import { traceOrigins } from './trace-origins.ts';

const udp = { id: 'udp-echo-1', peer: 'udp-echo', protocol: 'udp', openedBy: 'program' } as const;

describe('the times of a pinger', () => {
  const pinger = conversationOf({ ...udp, dialled: '0.0.0.0:12000' }, [
    [100, 'program', 'datagram', 'Ping 1'],
    [180, 'peer', 'datagram', 'PING 1'],
    [200, 'program', 'lost', 'Ping 2'],
    [1_300, 'program', 'datagram', 'Ping 3'],
    [1_420, 'peer', 'datagram', 'PING 3'],
    [1_500, 'program', 'datagram', 'Ping 4'],
    [1_560, 'peer', 'datagram', 'PING 4'],
  ]);
  const printed = programOf([
    [182, 'Ping 1: 80.1 ms\n'],
    [1_201, 'Ping 2: timed out\n'],
    [1_422, 'Ping 3: 0.12 ms\n'],
    [1_562, 'Ping 4: 60.2 ms\n'],
  ]);
  const points = pingPoints(scenarioOf({ conversations: [pinger], programs: [printed] }));

  it('stand against those on the wire, right or wrong', () => {
    expect(points).toEqual([
      { sentAtMs: 100, wireMs: 80, isLate: false, printedMs: 80.1 },
      { sentAtMs: 200, isLate: false },
      { sentAtMs: 1_300, wireMs: 120, isLate: false, printedMs: 0.12 },
      { sentAtMs: 1_500, wireMs: 60, isLate: false, printedMs: 60.2 },
    ]);
    expect(pingChartText(points)).toContain('Ping 3: 120 ms on the wire, 0.12 ms printed.');
  });

  it('are drawn with what was lost and what is wrong in shapes of their own', () => {
    const drawn = pingChart(points).toString();
    expect(drawn.match(/href="#lost"/g)).toHaveLength(1);
    expect(drawn.match(/href="#dot"/g)).toHaveLength(2);
    expect(drawn.match(/href="#apart"/g)).toHaveLength(1);
  });

  it('are taken from the capture where there is one', () => {
    const packets = packetsOf([
      [90, 'program', '10.0.0.2', '1.2.3.4', 'UDP 40000 > 12000, 6 bytes'],
      [181, 'peer', '1.2.3.4', '10.0.0.2', 'UDP 12000 > 40000, 6 bytes'],
    ]);
    const [first] = pingPoints(scenarioOf({ conversations: [pinger], programs: [printed], packets }));
    expect(first).toMatchObject({ sentAtMs: 90, wireMs: 91 });
  });
});

describe('where a proxy has its answers from', () => {
  const exchange = (request: string, from: number, to: number, answer = 'HTTP/1.1 200 OK'): Exchange => ({
    conversation: 'c',
    request,
    requestedAtMs: from,
    answeredAtMs: to - 1,
    endedAtMs: to,
    answer,
  });
  const ask = (from: number, to: number, answer?: string) =>
    exchange('GET /www.example.com/a.html HTTP/1.1', from, to, answer);
  const fetch = (from: number, to: number, answer?: string) =>
    exchange('GET /a.html HTTP/1.0', from, to, answer);

  it('is the origin, the cache, both or itself', () => {
    const browser = [ask(0, 50), ask(100, 110), ask(200, 250), ask(300, 310, 'HTTP/1.1 502 Bad Gateway')];
    const origin = [fetch(10, 40), fetch(210, 240, 'HTTP/1.1 304 Not Modified')];
    const sources = traceOrigins(browser, origin).map(({ source }) => source);
    expect(sources).toEqual(['fetched', 'cached', 'revalidated', 'own']);
  });

  it('is told apart for two requests at once', () => {
    const browser = [ask(0, 500), exchange('GET http://h/b.html HTTP/1.1', 1, 500)];
    const origin = [exchange('GET /b.html HTTP/1.0', 5, 490), fetch(6, 480)];
    const traced = traceOrigins(browser, origin);
    expect(traced.map(({ origin: [first] }) => first?.request)).toEqual([
      'GET /a.html HTTP/1.0',
      'GET /b.html HTTP/1.0',
    ]);
  });
});

it('cuts long pauses out of an axis of time, and keeps the rest to scale', () => {
  const spans = [
    { fromMs: 0, toMs: 100 },
    { fromMs: 50, toMs: 150 },
    { fromMs: 5_000, toMs: 5_050 },
  ];
  const { at, cuts } = timeAxis(spans, 60, 10);
  expect(at(0)).toBe(0);
  expect(at(150) - at(50)).toBeCloseTo(2 * (at(50) - at(0)));
  expect(at(5_050)).toBeCloseTo(100);
  expect(at(5_000) - at(150)).toBeCloseTo(10);
  expect(cuts).toMatchObject([{ durationMs: 4_850 }]);
});

it('fits text to columns, with what does not show made visible', () => {
  expect(fitText('short', 10)).toBe('short');
  expect(fitText('GET /a/long/path HTTP/1.1', 10)).toBe('GET /a/lo…');
  expect(fitText('漢字漢字漢字', 6)).toBe('漢字…');
  expect(fitText('a\nb\u202e', 40)).toBe('a\\nb\\u{202e}');
});
