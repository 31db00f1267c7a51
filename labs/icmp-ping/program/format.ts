import type { PingEvent } from './ping-event.ts';
import type { PingStatistics } from './statistics.ts';

/** One line for what happened to one request. */
export function formatEvent(event: PingEvent): string {
  const sequence = `icmp_seq=${event.sequence}`;
  switch (event.kind) {
    case 'timeout':
      return `Request timed out: ${sequence}`;
    case 'unsent':
      return `Not sent: ${sequence}, the system says: ${event.reason}`;
    case 'error':
      return `From ${event.source}: ${sequence} ${event.text}`;
    case 'corrupted':
      return `Corrupted reply from ${event.source}: ${sequence}, wrong checksum, not counted`;
    default: {
      const remark = { reply: '', duplicate: ' (duplicate)', late: ' (late, not counted)' }[event.kind];
      const ttl = event.ttl === undefined ? '' : ` ttl=${event.ttl}`;
      const rtt = `time=${event.rttMs.toFixed(3)} ms`;
      return `${event.bytes} bytes from ${event.source}: ${sequence}${ttl} ${rtt}${remark}`;
    }
  }
}

/** The closing lines for one target. */
export function formatStatistics(target: string, statistics: PingStatistics): string {
  const { sent, received, lossPercent, minMs, averageMs, maxMs, standardDeviationMs } = statistics;
  const loss = lossPercent === undefined ? '' : `, ${Number(lossPercent.toFixed(1))}% packet loss`;
  const odd = (['unsent', 'pending', 'errors', 'duplicates', 'late', 'corrupted'] as const)
    .filter((kind) => statistics[kind] > 0)
    .map((kind) => `, ${kind === 'pending' ? 'still waited for' : kind}: ${statistics[kind]}`)
    .join('');
  const lines = [
    `--- ${target} ping statistics ---`,
    `${sent} packets sent, ${received} received${loss}${odd}`,
  ];
  if (minMs !== undefined) {
    const figures = [minMs, averageMs, maxMs, standardDeviationMs].map((each) => (each ?? 0).toFixed(3));
    lines.push(`round-trip min/avg/max/mdev = ${figures.join('/')} ms`);
  }
  return lines.join('\n');
}
