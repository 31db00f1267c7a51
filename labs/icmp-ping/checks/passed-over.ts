import type { Figure } from '../../../harness/index.ts';
import type { Ping } from './read-pings.ts';
import type { PrintedTimes } from './read-times.ts';

/** A program that prints at once does so this soon after a reply, on a busy machine too. */
export const PROMPT_MS = 700;
/** The clocks of the capture and of our reading may differ by so much. */
export const SLACK_MS = 5;

/**
 * Whether a request was shown when its own reply came, and not before: by the lines with a time in them, where the times
 * themselves tell nothing, as those of other requests are wrong, too. Only of a program that prints one such line at once
 * for each reply.
 * @returns the figures of that line; undefined where the lines do not show it
 */
export function shownWithOwnReply(times: PrintedTimes, ping: Ping): readonly Figure[] | undefined {
  const { pings, matches, output } = times;
  const others = pings.filter(({ role, rttMs }) => role !== ping.role && rttMs !== undefined);
  if (others.every(({ index }) => matches.byPing[index])) return undefined;
  const kinds = Map.groupBy(output.figures.filter(isTime), ({ line }) => shapeOf(output.lines[line] ?? ''));
  for (const figures of kinds.values()) {
    const seen = others.map((other) => shownFor(other, figures));
    const own = shownFor(ping, figures);
    const isPrompt = [own, ...seen].every((each) => each !== undefined);
    const most = Math.max(...seen.map((each) => each?.length ?? 0));
    if (isPrompt && own && own.length <= most) return own;
  }
  return undefined;
}

/** Printed right after the reply; undefined when there is nothing, or something was printed before it. */
function shownFor(
  { packet, reply, rttMs = 0 }: Ping,
  figures: readonly Figure[],
): readonly Figure[] | undefined {
  const repliedAtMs = reply?.atMs ?? packet.atMs + rttMs;
  const shown = figures.filter(
    ({ printedAtMs = Number.NaN }) => printedAtMs >= packet.atMs && printedAtMs < repliedAtMs + PROMPT_MS,
  );
  const isEarly = shown.some(({ printedAtMs = Number.NaN }) => printedAtMs < repliedAtMs - SLACK_MS);
  return isEarly || shown.length === 0 ? undefined : shown;
}

/** It has a unit of time, or decimals. */
export function isTime({ unit, text }: Figure): boolean {
  return unit === undefined ? /[.,]/.test(text) : unit !== 'other' && unit !== 'percent';
}

/** Its words, numbers aside. */
export function shapeOf(line: string): string {
  return line.replace(/[\d.,:]+/g, '#');
}
