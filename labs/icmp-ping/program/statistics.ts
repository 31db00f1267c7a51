/** All figures of one target. Times in milliseconds; they are absent when no reply came. */
export interface PingStatistics {
  readonly sent: number;
  readonly received: number;
  readonly lossPercent: number;
  readonly minMs?: number;
  readonly averageMs?: number;
  readonly maxMs?: number;
  readonly standardDeviationMs?: number;
  readonly duplicates: number;
  readonly late: number;
  readonly corrupted: number;
  readonly errors: number;
}

/** Events besides replies, counted. */
export type OddEvent = 'duplicate' | 'late' | 'corrupted' | 'error';

/** Collects what happened while pinging. */
export class PingRecord {
  sent = 0;
  readonly rttsMs: number[] = [];
  readonly odd: Record<OddEvent, number> = { duplicate: 0, late: 0, corrupted: 0, error: 0 };

  statistics(): PingStatistics {
    const received = this.rttsMs.length;
    return {
      sent: this.sent,
      received,
      lossPercent: this.sent === 0 ? 0 : ((this.sent - received) / this.sent) * 100,
      ...summaryOf(this.rttsMs),
      duplicates: this.odd.duplicate,
      late: this.odd.late,
      corrupted: this.odd.corrupted,
      errors: this.odd.error,
    };
  }
}

function summaryOf(rttsMs: readonly number[]) {
  if (rttsMs.length === 0) return {};
  const averageMs = rttsMs.reduce((sum, rttMs) => sum + rttMs, 0) / rttsMs.length;
  const variance = rttsMs.reduce((sum, rttMs) => sum + (rttMs - averageMs) ** 2, 0) / rttsMs.length;
  return {
    minMs: Math.min(...rttsMs),
    averageMs,
    maxMs: Math.max(...rttsMs),
    standardDeviationMs: Math.sqrt(variance),
  };
}
