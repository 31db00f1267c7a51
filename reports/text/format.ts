const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false });

/** `12,345`. */
export function formatNumber(value: number): string {
  return grouped.format(value);
}

/** `1 line`, `2,000 lines`. */
export function formatCount(value: number, noun: string, plural = `${noun}s`): string {
  return `${grouped.format(value)} ${value === 1 ? noun : plural}`;
}

/** Points without needless decimals: `12`, `7.5`. */
export function formatPoints(value: number): string {
  return twoDecimals.format(value);
}

/** `0.42 ms`, `12.3 ms`, `412 ms`, `3.21 s`, `2 min 5 s`. */
export function formatDuration(durationMs: number): string {
  const size = Math.abs(durationMs);
  if (size >= 120_000)
    return `${Math.floor(durationMs / 60_000)} min ${Math.round((durationMs % 60_000) / 1000)} s`;
  if (size >= 10_000) return `${(durationMs / 1000).toFixed(1)} s`;
  if (size >= 1_000) return `${(durationMs / 1000).toFixed(2)} s`;
  return `${durationMs.toFixed(size >= 100 ? 0 : size >= 1 ? 1 : 2)} ms`;
}

/** `22 Nov 2026, 18:54 UTC`. */
export function formatInstant(isoTime: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(isoTime))} UTC`;
}

/** `−35 points, −10 bonus`; empty where nothing is lost. */
export function formatLoss({ points, bonus }: { readonly points: number; readonly bonus: number }): string {
  const parts = [
    points > 0 && `−${formatPoints(points)} ${points === 1 ? 'point' : 'points'}`,
    bonus > 0 && `−${formatPoints(bonus)} bonus`,
  ];
  return parts.filter(Boolean).join(', ');
}
