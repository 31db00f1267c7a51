import {
  matchRtts,
  type OutputChunk,
  type PingOutput,
  printedText,
  type RttMatch,
  type RttMatches,
  type RttScale,
  type RttTolerance,
  readOutput,
} from '../../../harness/index.ts';
import type { Ping } from './read-pings.ts';

/** A program that prints at once does so this soon after a reply, on a busy machine too. */
const promptMs = 700;
/** The clocks of the capture and of our reading may differ by so much. */
const slackMs = 5;

/**
 * Where a program prints each time right after its reply, only what was printed then counts for it: a wrong time must
 * not find its right one among the statistics. Where it prints later (all at its end, say), the order decides alone.
 * @param matches by order alone
 */
export function promptMatches(
  pings: readonly Ping[],
  chunks: readonly OutputChunk[],
  output: PingOutput,
  matches: RttMatches,
  tolerance?: RttTolerance,
): RttMatches {
  const windows = pings.map((ping) => (ping.rttMs === undefined ? undefined : windowOf(ping, chunks)));
  const fits = windows.map((window, index) =>
    window ? fitsIn(window, output, pings[index]?.rttMs, tolerance) : [],
  );
  const scale = commonest(fits.flatMap(([first]) => (first ? [first.scale] : []))) ?? matches.scale;
  // The first that fits: behind the last reply come the statistics, which may be nearer to the truth by chance.
  const byPing = fits.map((each) => each.find((fit) => fit.scale.name === scale.name)?.match);
  const found = byPing.filter((match) => match !== undefined).length;
  const spoken = windows.filter((window) => window && window.end > window.start).length;
  const isPrompt = found > 0 && Math.max(found, spoken) * 2 >= matches.due;
  return isPrompt ? { ...matches, scale, byPing, found } : matches;
}

interface Fit {
  readonly match: RttMatch;
  readonly scale: RttScale;
}

/** Every figure in the window that may be this time, each in the unit in which it is right. */
function fitsIn(
  { start, end }: Window,
  output: PingOutput,
  truthMs: number | undefined,
  tolerance: RttTolerance | undefined,
): readonly Fit[] {
  const figures = output.figures.filter((figure) => figure.start >= start && figure.start < end);
  return figures.flatMap((figure) => {
    const { byPing, scale } = matchRtts({ ...output, figures: [figure] }, [truthMs], tolerance);
    return byPing[0] ? [{ match: byPing[0], scale }] : [];
  });
}

function commonest(scales: readonly RttScale[]): RttScale | undefined {
  const count = ({ name }: RttScale) => scales.filter((scale) => scale.name === name).length;
  return scales.toSorted((a, b) => count(b) - count(a))[0];
}

/** Offsets in the text of `readOutput`. */
interface Window {
  readonly start: number;
  readonly end: number;
}

function windowOf({ reply }: Ping, chunks: readonly OutputChunk[]): Window | undefined {
  if (!reply) return undefined;
  return {
    start: offsetAt(reply.atMs - slackMs, chunks),
    end: offsetAt(reply.atMs + promptMs, chunks),
  };
}

/** How long the text was that had been printed before. */
function offsetAt(atMs: number, chunks: readonly OutputChunk[]): number {
  return readOutput(printedText(chunks.filter((chunk) => chunk.atMs < atMs))).text.length;
}

/** What was printed between two moments, read by itself. */
export function outputBetween(fromMs: number, toMs: number, chunks: readonly OutputChunk[]): PingOutput {
  return readOutput(printedText(chunks.filter(({ atMs }) => atMs >= fromMs && atMs < toMs)));
}
