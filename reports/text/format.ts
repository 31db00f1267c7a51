/** `12,345`. Not with `Intl`: the first of its formats takes 20 ms to make. */
export function formatNumber(value: number): string {
  return value.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 line`, `2,000 lines`. */
export function formatCount(value: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(value)} ${value === 1 ? noun : plural}`;
}

/** Points without needless decimals: `12`, `7.5`. */
export function formatPoints(value: number): string {
  // Halves away from zero, also those that a binary fraction is a little short of: 0.145 is `0.15`.
  return String((Math.sign(value) * Math.round(Math.abs(value) * 100 + 1e-7)) / 100);
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
