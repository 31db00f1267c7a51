import {
  fail,
  findStackTrace,
  matchRtts,
  type PingOutput,
  printedText,
  type RttMatches,
  type RttTolerance,
  readOutput,
} from '../../../harness/index.ts';
import { promptMatches } from './prompt-matches.ts';
import { type Ping, type PingObservation, readPings } from './read-pings.ts';

/** What went over the wire, what was printed, and which printed time belongs to which request. */
export interface PrintedTimes {
  readonly pings: readonly Ping[];
  /** Per ping: the true round-trip time where one was due. */
  readonly truths: readonly (number | undefined)[];
  readonly output: PingOutput;
  readonly matches: RttMatches;
}

export interface ReadTimesOptions {
  readonly tolerance?: RttTolerance;
  /**
   * Reads only what was printed until then: not the source lines of a stack trace after our SIGINT, say. A program that
   * had printed no figure by then keeps them for its end, and is read to its end unless that is a stack trace.
   */
  readonly untilMs?: number | undefined;
}

export function readTimes(observation: PingObservation, options: ReadTimesOptions = {}): PrintedTimes {
  const { tolerance, untilMs = Number.POSITIVE_INFINITY } = options;
  const pings = readPings(observation);
  const truths = pings.map(({ rttMs }) => rttMs);
  const chunks = observation.programs[0]?.output ?? [];
  const before = readOutput(chunks.filter(({ atMs }) => atMs <= untilMs));
  const keptThem = before.figures.length === 0 && findStackTrace(printedText(chunks)) === undefined;
  const output = keptThem ? readOutput(chunks) : before;
  const byOrder = matchRtts(output, truths, tolerance, {
    answeredAtMs: pings.map(({ reply, rttMs }) => (rttMs === undefined ? undefined : reply?.atMs)),
    othersMs: pings.flatMap((ping) => othersAfter(ping, observation)),
  });
  return { pings, truths, output, matches: promptMatches(pings, output, byOrder, tolerance) };
}

/** How long after the request each message came that is not its reply. */
function othersAfter({ packet, reply }: Ping, { packets }: PingObservation): number[] {
  return packets
    .filter((each) => each.from === 'peer' && each.protocol === 1 && each !== reply)
    .map(({ atMs }) => atMs - packet.atMs)
    .filter((ms) => ms > 0 && ms < 1000);
}

/**
 * The same, for a check of what was printed: points are for figures that agree with the wire, and of very many some
 * always do.
 * @throws CheckFailure when clearly more times were printed than there were requests
 */
export function readHonestTimes(observation: PingObservation, options?: ReadTimesOptions): PrintedTimes {
  const times = readTimes(observation, options);
  const { surplus } = times.matches;
  if (surplus !== undefined)
    fail({
      expected: `a round-trip time for each of the ${times.pings.length} requests`,
      actual: `${surplus} of them`,
      hint: 'Print the time of each reply once, when it has come.',
    });
  return times;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
