import type { Figure } from '../../harness/protocols/ping/figure.ts';
import { matchRtts } from '../../harness/protocols/ping/match-rtts.ts';
import { type PingOutput, readOutput } from '../../harness/protocols/ping/read-output.ts';
import { MILLISECONDS_PER } from '../../harness/protocols/ping/units.ts';
import { readBytes } from '../stored-bytes.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { findPings } from './find-pings.ts';
import { waitMs } from './late-answers.ts';
import { matchDatagrams } from './match-datagrams.ts';

/** One ping: what became of it on the wire, and what the program printed about it. */
export interface PingPoint {
  readonly sentAtMs: number;
  /** From request to answer on the wire; undefined where none came. */
  readonly wireMs?: number;
  readonly isLate: boolean;
  /** The time that was printed, as its unit says. */
  readonly printedMs?: number;
}

/** All pings of a scenario, oldest first; none where the program is not a pinger, or was started several times. */
export function pingPoints({ conversations, packets, programs }: TranscriptFile): PingPoint[] {
  const [program, ...others] = programs;
  if (!program || others.length > 0) return [];
  const wire = matchDatagrams(conversations, packets);
  const points = conversations
    .flatMap(findPings)
    .map(({ request, answers: [answer] }): PingPoint => {
      const sentAtMs = wire.get(request)?.atMs ?? request.atMs;
      if (!answer) return { sentAtMs, isLate: false };
      const wireMs = (wire.get(answer)?.atMs ?? answer.atMs) - sentAtMs;
      return { sentAtMs, wireMs, isLate: wireMs > waitMs };
    })
    .sort((a, b) => a.sentAtMs - b.sentAtMs);
  const chunks = program.output.map(({ atMs, bytes }) => ({ atMs, bytes: readBytes(bytes) }));
  return withPrinted(points, readOutput(chunks));
}

function withPrinted(points: readonly PingPoint[], output: PingOutput): PingPoint[] {
  const truths = points.map(({ wireMs, isLate }) => (isLate ? undefined : wireMs));
  const { byPing } = matchRtts(output, truths);
  const used = new Set(byPing.map((match) => match?.figure));
  return points.map((point, index) => {
    const match = byPing[index];
    const printedMs = match
      ? (asPrinted(match.figure) ?? match.valueMs)
      : printedMeanwhile(output, used, point, points[index + 1]);
    return printedMs === undefined ? point : { ...point, printedMs };
  });
}

/** The value in the unit that the program named, though it may be the wrong one. */
function asPrinted({ value, unit }: Figure): number | undefined {
  return unit === undefined || unit === 'percent' || unit === 'other'
    ? undefined
    : value * MILLISECONDS_PER[unit];
}

/** No time was right: the first that was printed between this ping and the next, statistics at the end aside. */
function printedMeanwhile(
  { figures }: PingOutput,
  used: ReadonlySet<Figure | undefined>,
  { sentAtMs, wireMs }: PingPoint,
  next: PingPoint | undefined,
): number | undefined {
  const untilMs = next?.sentAtMs ?? (wireMs === undefined ? sentAtMs : sentAtMs + wireMs + lastPrintMs);
  const found = figures.find((figure) => {
    const { printedAtMs = 0 } = figure;
    const isThen = printedAtMs > sentAtMs && printedAtMs <= untilMs;
    const printedMs = asPrinted(figure);
    // `lost, no reply within 1 second` names the limit and no measurement.
    const isLimit = wireMs === undefined && printedMs === waitMs;
    return isThen && !used.has(figure) && printedMs !== undefined && !isLimit;
  });
  return found && asPrinted(found);
}

const lastPrintMs = 50;
