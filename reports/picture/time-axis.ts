/** A stretch of the story that is drawn to scale. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Time from left to right in percent, with long stretches in which nothing happened cut out. */
export interface TimeAxis {
  readonly at: (ms: number) => number;
  /** Where something was cut out, in percent, and how much. */
  readonly cuts: readonly { readonly x: number; readonly durationMs: number }[];
}

/** @param cutMs pauses from this length on are cut to `cutWidth` percent */
export function timeAxis(spans: readonly Stretch[], cutMs: number, cutWidth = 2.5): TimeAxis {
  const stretches = mergeSpans(spans, cutMs);
  const shownMs = stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) || 1;
  const scale = Math.max(1, 100 - cutWidth * (stretches.length - 1)) / shownMs;
  const starts: number[] = [];
  let x = 0;
  for (const { fromMs, toMs } of stretches) {
    starts.push(x);
    x += (toMs - fromMs) * scale + cutWidth;
  }
  const at = (ms: number) => {
    const index = Math.max(
      0,
      stretches.findLastIndex(({ fromMs }) => fromMs <= ms),
    );
    const { fromMs = 0, toMs = 0 } = stretches[index] ?? {};
    return (starts[index] ?? 0) + (Math.min(Math.max(ms, fromMs), toMs) - fromMs) * scale;
  };
  const cuts = stretches.slice(1).map(({ fromMs }, index) => ({
    x: (starts[index + 1] ?? 0) - cutWidth / 2,
    durationMs: fromMs - (stretches[index]?.toMs ?? fromMs),
  }));
  return { at, cuts };
}

function mergeSpans(spans: readonly Stretch[], cutMs: number): Stretch[] {
  const merged: Stretch[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last && span.fromMs - last.toMs < cutMs) {
      merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    } else merged.push(span);
  }
  return merged;
}
