import { type Figure, fail, inconclusive, type RttTolerance } from '../../../harness/index.ts';
import { packetsOf, printed } from './evidence.ts';
import { isTime, shownWithOwnReply } from './passed-over.ts';
import type { Ping, PingObservation } from './read-pings.ts';
import { milliseconds, type PrintedTimes, readHonestTimes } from './read-times.ts';
import { watchWire } from './reproduce.ts';

export interface OwnTimeExpectation {
  /** Judged are the requests with this role in the story. */
  readonly role: string;
  /** What came besides the true reply: `a reply with another identifier`. */
  readonly what: string;
  readonly hint: string;
}

/**
 * A time can only be too long when the machine is busy. What came before the true reply is apart from it by more than
 * this allows below, what came later by more than it allows above.
 */
const tolerance: RttTolerance = { belowMs: 12, belowShare: 0.05, aboveMs: 250, aboveShare: 0.3 };

/**
 * The requests with this role must be shown with the time of their own reply; where the times of other requests are
 * wrong, too, when that reply comes and not before. Says nothing (inconclusive) where none
 * was sent, or where times are printed and those of the other requests cannot be found either, as no reply was
 * understood. Printing none at all is no way out.
 */
export function expectOwnTime(observation: PingObservation, expectation: OwnTimeExpectation): void {
  const untilMs = observation.facts.interruptedAtMs;
  const times = readHonestTimes(observation, { tolerance, untilMs });
  const judged = times.pings.filter((ping) => ping.role === expectation.role && ping.rttMs !== undefined);
  if (judged.length === 0) inconclusive('It ended before this was sent');
  for (const ping of judged) {
    const shown = times.matches.byPing[ping.index] ? undefined : shownWithOwnReply(times, ping);
    if (!times.matches.byPing[ping.index] && !shown) failWithoutOwnTime(times, ping, expectation);
    const figure = othersTime(observation, times, ping, shown);
    if (!figure) continue;
    fail({
      expected: describeExpected(ping, expectation),
      actual: `${figure.text} was printed${shown ? '' : ' before it'}: the time until ${expectation.what} came`,
      hint: expectation.hint,
      ...watchWire,
      evidence: [printed(figure.text), ...packetsOf(ping)],
    });
  }
}

function failWithoutOwnTime(
  { pings, matches, output }: PrintedTimes,
  ping: Ping,
  expectation: OwnTimeExpectation,
): never {
  const { role, hint } = expectation;
  const hasOthers = pings.some((other) => other.role !== role && matches.byPing[other.index]);
  const isChecksumRight = pings.every(({ message }) => message.isChecksumRight);
  const isSilent = output.figures.length === 0;
  if (!hasOthers && !isChecksumRight && !isSilent)
    inconclusive('None of the printed times can be matched with the wire');
  fail({
    expected: describeExpected(ping, expectation),
    actual: hasOthers
      ? 'a time is printed for other requests, for this one another or none'
      : 'no printed time belongs to any of the requests',
    hint: hasOthers ? hint : `${hint} If times are wrong elsewhere too, mend that first.`,
    ...watchWire,
    evidence: packetsOf(ping),
  });
}

function describeExpected({ index, rttMs = 0 }: Ping, { what }: OwnTimeExpectation): string {
  return `for request ${index + 1} the time of its own reply, ${milliseconds(rttMs)}, in spite of ${what}`;
}

/**
 * A time printed before the true reply was there, which tells when another message came, counted from this request:
 * the program took both for the reply.
 * @param shown looks among these, printed with the true reply, instead
 */
function othersTime(
  { packets }: PingObservation,
  { matches, output }: PrintedTimes,
  { packet, reply, rttMs = 0 }: Ping,
  shown?: readonly Figure[],
): Figure | undefined {
  const apparentMs = packets
    .filter(({ from, protocol }) => from === 'peer' && protocol === 1)
    .filter((other) => other !== reply && other.atMs > packet.atMs && other.atMs < packet.atMs + rttMs)
    .map(({ atMs }) => atMs - packet.atMs);
  const isEarly = ({ printedAtMs = Number.POSITIVE_INFINITY }: Figure) =>
    printedAtMs >= packet.atMs && printedAtMs < packet.atMs + rttMs - 5;
  const fits = (valueMs: number) => apparentMs.some((each) => valueMs >= each - 12 && valueMs <= each + 90);
  const msPer = (unit: Figure['unit']) => {
    const known = matches.byPing.find(
      (match) => match !== undefined && match.figure.unit === unit && match.figure.value > 0,
    );
    return known ? known.valueMs / known.figure.value : matches.scale.msPerUnit;
  };
  const told = shown ?? output.figures.filter((figure) => isEarly(figure) && isTime(figure));
  return told.find((figure) => fits(figure.value * msPer(figure.unit)));
}
