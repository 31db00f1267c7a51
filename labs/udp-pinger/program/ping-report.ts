import { describeEndpoint, type Endpoint } from './endpoint.ts';
import type { PingOutcome, Stray } from './pinger.ts';
import { lossPercent, type RttStatistics, rttStatistics } from './statistics.ts';

/** One finished ping. */
export interface PingResult {
  readonly sequence: number;
  readonly outcome: PingOutcome;
}

/** `Ping 1: PING 1 2026-11-23T12:00:00.123Z  RTT = 80.123 ms` */
export function describeResult({ sequence, outcome }: PingResult, endpoint: Endpoint): string {
  switch (outcome.kind) {
    case 'answered':
      return `Ping ${sequence}: ${outcome.text}  RTT = ${outcome.rttMs.toFixed(3)} ms`;
    case 'timed-out':
      return `Ping ${sequence}: Request timed out`;
    case 'unreachable':
      return outcome.code === 'ECONNREFUSED'
        ? `Ping ${sequence}: port unreachable, nothing listens on ${describeEndpoint(endpoint)}`
        : `Ping ${sequence}: could not be sent (${outcome.code})`;
  }
}

export function describeStray(stray: Stray): string {
  switch (stray.kind) {
    case 'late':
      return `  (the answer to ping ${stray.sequence} came late, after ${stray.rttMs.toFixed(0)} ms; it stays lost)`;
    case 'duplicate':
      return `  (the answer to ping ${stray.sequence} came once more)`;
    case 'foreign':
      return `  (ignored a datagram that answers none of the pings: ${JSON.stringify(stray.text.slice(0, 60))})`;
  }
}

export interface Summary {
  readonly sent: number;
  readonly received: number;
  readonly lossPercent: number;
  /** Undefined when nothing was answered. */
  readonly rttMs: RttStatistics | undefined;
}

export function summarise(results: readonly PingResult[]): Summary {
  const rtts = results.flatMap(({ outcome }) => (outcome.kind === 'answered' ? [outcome.rttMs] : []));
  return {
    sent: results.length,
    received: rtts.length,
    lossPercent: lossPercent(results.length, rtts.length),
    rttMs: rttStatistics(rtts),
  };
}

export function describeSummary({ sent, received, lossPercent, rttMs }: Summary, endpoint: Endpoint): string {
  const lines = [
    '',
    `--- ${describeEndpoint(endpoint)} ping statistics ---`,
    `${sent} sent, ${received} received, ${lossPercent.toFixed(1)} % lost`,
  ];
  if (rttMs) {
    const [min, avg, max, stddev] = [rttMs.min, rttMs.avg, rttMs.max, rttMs.stddev].map((each) =>
      each.toFixed(3),
    );
    lines.push(
      `RTT minimum ${min} ms, average ${avg} ms, maximum ${max} ms, standard deviation ${stddev} ms`,
    );
  }
  return lines.join('\n');
}

/** What `--json` prints. */
export function jsonReport(
  endpoint: Endpoint,
  results: readonly PingResult[],
  strays: readonly Stray[],
): string {
  const { rttMs, ...summary } = summarise(results);
  const pings = results.map(({ sequence, outcome }) => ({ sequence, ...outcome }));
  return JSON.stringify({ ...endpoint, ...summary, rttMs: rttMs ?? null, pings, strays }, null, 2);
}
