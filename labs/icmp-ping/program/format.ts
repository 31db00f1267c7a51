import { explainIcmpError } from './icmp-errors.ts';
import type { PingEvent } from './pinger.ts';
import type { PingStatistics } from './statistics.ts';

/** One line for what happened to one request. */
export function formatEvent(event: PingEvent): string {
  const sequence = `icmp_seq=${event.sequence}`;
  switch (event.kind) {
    case 'timeout':
      return `Request timed out: ${sequence}`;
    case 'error':
      return `From ${event.source}: ${sequence} ${explainIcmpError(event)}`;
    case 'corrupted':
      return `Corrupted reply from ${event.source}: ${sequence}, wrong checksum, not counted`;
    default: {
      const remark = { reply: '', duplicate: ' (duplicate)', late: ' (late, not counted)' }[event.kind];
      const rtt = `time=${event.rttMs.toFixed(3)} ms`;
      return `${event.bytes} bytes from ${event.source}: ${sequence} ttl=${event.ttl} ${rtt}${remark}`;
    }
  }
}

/** The closing lines for one target. */
export function formatStatistics(target: string, statistics: PingStatistics): string {
  const { sent, received, lossPercent, minMs, averageMs, maxMs, standardDeviationMs } = statistics;
  const odd = (['errors', 'duplicates', 'late', 'corrupted'] as const)
    .filter((kind) => statistics[kind] > 0)
    .map((kind) => `, ${kind}: ${statistics[kind]}`)
    .join('');
  const lines = [
    `--- ${target} ping statistics ---`,
    `${sent} packets sent, ${received} received, ${Number(lossPercent.toFixed(1))}% packet loss${odd}`,
  ];
  if (minMs !== undefined) {
    const figures = [minMs, averageMs, maxMs, standardDeviationMs].map((each) => (each ?? 0).toFixed(3));
    lines.push(`round-trip min/avg/max/stddev = ${figures.join('/')} ms`);
  }
  return lines.join('\n');
}
