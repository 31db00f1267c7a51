import type { Figure, Observation } from '../../../harness/index.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import type { Reading } from './reading.ts';

/** How far a printed time may lie from when a datagram came, ms: rounded down, or read late on a busy machine. */
const BELOW_MS = 12;
const ABOVE_MS = 90;
/** The clocks of the capture and of our reading may differ by so much. */
const SLACK_MS = 5;

/**
 * A time that was printed before the answer to a ping (by its number, from 0) was there, and that tells when another
 * datagram came: the program took both for the answer, and the first it printed is what its user reads.
 */
export function timeOfAnother(
  { packets }: Observation<PingerFacts>,
  { output, matches, pings }: Reading,
  number: number,
): Figure | undefined {
  const ping = pings[number];
  const { sentAtMs = 0, answeredAtMs = 0 } = ping ?? {};
  const others = packets
    .filter(({ from, udp }) => from === 'peer' && udp?.sourcePort === ping?.port)
    .filter(({ atMs }) => atMs > sentAtMs && atMs < answeredAtMs - SLACK_MS)
    .map(({ atMs }) => atMs - sentAtMs);
  const ofOthers = new Set(matches.byPing.map((match) => match?.figure.start));
  return output.figures.find((figure) => {
    const { printedAtMs = Number.NEGATIVE_INFINITY, start } = figure;
    if (printedAtMs < sentAtMs || printedAtMs >= answeredAtMs - SLACK_MS || ofOthers.has(start)) return false;
    const valueMs = timeMs(figure, matches);
    return others.some((each) => valueMs >= Math.max(1, each - BELOW_MS) && valueMs <= each + ABOVE_MS);
  });
}

/** In the unit in which times with this label are right elsewhere; a bare whole number is no time. */
function timeMs({ unit, text, value }: Figure, { byPing, scale }: Reading['matches']): number {
  const isTime = unit === undefined ? /[.,]/.test(text) : unit !== 'other' && unit !== 'percent';
  if (!isTime) return Number.NaN;
  const known = byPing.find(
    (match) => match !== undefined && match.figure.unit === unit && match.figure.value > 0,
  );
  return value * (known ? known.valueMs / known.figure.value : scale.msPerUnit);
}
