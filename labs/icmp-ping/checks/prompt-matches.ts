import {
  type Figure,
  matchRtts,
  type PingOutput,
  type RttMatch,
  type RttMatches,
  type RttScale,
  type RttTolerance,
} from '../../../harness/index.ts';
import { PROMPT_MS, SLACK_MS } from './passed-over.ts';
import type { Ping } from './read-pings.ts';

/**
 * Where a program prints each time right after its reply, only what was printed then counts for it: a wrong time must
 * not find its right one among the statistics. Where it prints later (all at its end, say), the order decides alone.
 * @param matches by order alone
 */
export function promptMatches(
  pings: readonly Ping[],
  output: PingOutput,
  matches: RttMatches,
  tolerance?: RttTolerance,
): RttMatches {
  const windows = pings.map((ping) => (ping.rttMs === undefined ? [] : printedAfter(ping, output)));
  // What all figures together say of the labels holds for each of them.
  const isByLabel =
    matches.isByLabel ?? matches.byPing.some((match) => match?.label === 'right' && match.figure.unit);
  const fits = windows.map((figures, index) =>
    fitsAmong(figures, output, pings[index]?.rttMs, tolerance).filter(
      ({ match }) => !(isByLabel && match.label === 'wrong'),
    ),
  );
  const scale = commonest(fits.flatMap(([first]) => (first ? [first.scale] : []))) ?? matches.scale;
  // The first that fits: behind the last reply come the statistics, which may be nearer to the truth by chance.
  const byPing = fits.map((each) => each.find((fit) => fit.scale.name === scale.name)?.match);
  const found = byPing.filter((match) => match !== undefined).length;
  const spoken = windows.filter((figures) => figures.length > 0).length;
  const isPrompt = found > 0 && Math.max(found, spoken) * 2 >= matches.due;
  return isPrompt ? { ...matches, scale, byPing, found } : matches;
}

/** What was printed right after a reply. */
function printedAfter({ reply }: Ping, { figures }: PingOutput): readonly Figure[] {
  if (!reply) return [];
  return figures.filter(
    ({ printedAtMs = Number.NaN }) =>
      printedAtMs >= reply.atMs - SLACK_MS && printedAtMs < reply.atMs + PROMPT_MS,
  );
}

interface Fit {
  readonly match: RttMatch;
  readonly scale: RttScale;
}

/** Every figure that may be this time, each in the unit in which it is right. */
function fitsAmong(
  figures: readonly Figure[],
  output: PingOutput,
  truthMs: number | undefined,
  tolerance: RttTolerance | undefined,
): readonly Fit[] {
  return figures.flatMap((figure) => {
    const { byPing, scale } = matchRtts({ ...output, figures: [figure] }, [truthMs], tolerance);
    return byPing[0] ? [{ match: byPing[0], scale }] : [];
  });
}

function commonest(scales: readonly RttScale[]): RttScale | undefined {
  const count = ({ name }: RttScale) => scales.filter((scale) => scale.name === name).length;
  return scales.toSorted((a, b) => count(b) - count(a))[0];
}
