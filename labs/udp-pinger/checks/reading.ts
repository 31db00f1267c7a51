import {
  fail,
  matchRtts,
  type Observation,
  type PingOutput,
  type ProgramRecord,
  printedText,
  RTT_TOLERANCE,
  type RttMatches,
  readOutput,
} from '../../../harness/index.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import {
  longestRtts,
  pinger,
  severalPings,
  shortestRtts,
  WAIT_MS,
  type WirePing,
  wirePings,
} from './wire-pings.ts';

/** What the wire saw and what the program said of it, side by side. */
export interface Reading {
  readonly program: ProgramRecord;
  readonly pings: readonly WirePing[];
  /** Per ping, ms; undefined for a lost one. */
  readonly truths: readonly (number | undefined)[];
  /** As it was printed. */
  readonly printed: string;
  readonly output: PingOutput;
  readonly matches: RttMatches;
}

export function read(observation: Observation<PingerFacts>): Reading {
  const program = pinger(observation);
  const pings = wirePings(observation);
  const truths = pings.map(({ rttMs }) => rttMs);
  const printed = printedText(program.output);
  const output = readOutput(program.output);
  const matches = matchRtts(output, truths, RTT_TOLERANCE, {
    longest: longestRtts(pings, observation.facts.startedAtMs ?? 0),
    shortest: shortestRtts(pings),
    answeredAtMs: pings.map((ping) => ping.answeredAtMs),
    decidedAtMs: pings.map(({ sentAtMs, rttMs = WAIT_MS }) => sentAtMs + rttMs),
  });
  return { program, pings, truths, printed, output, matches };
}

/**
 * The same, for a check of what was printed: points are for figures that agree with the wire, and of very many some
 * always do.
 * @throws CheckFailure when there was one ping at most, or clearly more times were printed than there were pings
 */
export function readHonest(observation: Observation<PingerFacts>): Reading {
  severalPings(observation);
  const reading = read(observation);
  const { surplus } = reading.matches;
  if (surplus !== undefined)
    fail({
      expected: `a round-trip time for each of the ${reading.pings.length} pings`,
      actual: `${surplus} of them; it printed: ${quoted(reading.printed)}`,
      hint: 'More times are printed than there were answers. Print the time of each ping once, when its answer has come, and no figure for a ping that was lost.',
    });
  return reading;
}

/** `81.2 ms` */
export function inMs(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

/** What the program printed, for a failure's `actual`; the beginning of it when it is long. */
export function quoted(text: string, limit = 300): string {
  const trimmed = text.trim();
  if (trimmed === '') return 'nothing';
  return trimmed.length > limit ? `${trimmed.slice(0, limit)}…` : trimmed;
}

/** `ping 3`, `pings 3, 5 and 8`; from numbers that count from 0. */
export function namePings(numbers: readonly number[]): string {
  const names = numbers.map((number) => String(number + 1));
  if (names.length === 1) return `ping ${names[0]}`;
  return `pings ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
