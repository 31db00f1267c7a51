import { describeEndpoint, type Endpoint, reasonOf } from './endpoint.ts';
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
    case 'refused':
      return outcome.code === 'ECONNREFUSED'
        ? `Ping ${sequence}: port unreachable, nothing listens on ${describeEndpoint(endpoint)}`
        : `Ping ${sequence}: not delivered, ${reasonOf(outcome.code)}`;
    case 'unsent':
      return `Ping ${sequence}: not sent, ${reasonOf(outcome.code)}`;
    case 'interrupted':
      return `Ping ${sequence}: still waited for when the end was asked for`;
  }
}

export function describeStray(stray: Stray): string {
  switch (stray.kind) {
    case 'late':
      return `  (the answer to ping ${stray.sequence} came late, after ${stray.rttMs.toFixed(0)} ms; it stays lost)`;
    case 'reordered':
      return `  (the answer to ping ${stray.sequence} came out of order, after ${stray.rttMs.toFixed(0)} ms; it stays lost)`;
    case 'duplicate':
      return `  (the answer to ping ${stray.sequence} came once more)`;
    case 'foreign':
      return `  (ignored a datagram that answers none of the pings: ${JSON.stringify(stray.text.slice(0, 60))})`;
  }
}

export interface Summary {
  readonly sent: number;
  readonly received: number;
  /** Those that did not leave. They are lost, but were not sent. */
  readonly unsent: number;
  /** That was still waited for when the end was asked for: 0 or 1. */
  readonly pending: number;
  /** Of the pings whose fate is known. */
  readonly lossPercent: number;
  readonly late: number;
  readonly reordered: number;
  readonly duplicates: number;
  readonly foreign: number;
  /** Undefined when nothing was answered. */
  readonly rttMs: RttStatistics | undefined;
}

export function summarise(results: readonly PingResult[], strays: readonly Stray[]): Summary {
  const rtts = results.flatMap(({ outcome }) => (outcome.kind === 'answered' ? [outcome.rttMs] : []));
  const outcomesOf = (kind: PingOutcome['kind']) =>
    results.filter(({ outcome }) => outcome.kind === kind).length;
  const straysOf = (kind: Stray['kind']) => strays.filter((stray) => stray.kind === kind).length;
  const pending = outcomesOf('interrupted');
  return {
    sent: results.length - outcomesOf('unsent'),
    received: rtts.length,
    unsent: outcomesOf('unsent'),
    pending,
    lossPercent: lossPercent(results.length - pending, rtts.length),
    late: straysOf('late'),
    reordered: straysOf('reordered'),
    duplicates: straysOf('duplicate'),
    foreign: straysOf('foreign'),
    rttMs: rttStatistics(rtts),
  };
}

export function describeSummary(summary: Summary, endpoint: Endpoint): string {
  const { sent, received, lossPercent, rttMs } = summary;
  const lines = [
    '',
    `--- ${describeEndpoint(endpoint)} ping statistics ---`,
    `${sent} sent, ${received} received, ${lossPercent.toFixed(1)} % lost`,
  ];
  const odd = (['unsent', 'pending', 'late', 'reordered', 'duplicates', 'foreign'] as const)
    .filter((kind) => summary[kind] > 0)
    .map((kind) => `${kind === 'pending' ? 'still waited for' : kind}: ${summary[kind]}`);
  if (odd.length > 0) lines.push(odd.join(', '));
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
  const { rttMs, ...summary } = summarise(results, strays);
  const pings = results.map(({ sequence, outcome }) => ({ sequence, ...outcome }));
  return JSON.stringify({ ...endpoint, ...summary, rttMs: rttMs ?? null, pings, strays }, null, 2);
}
