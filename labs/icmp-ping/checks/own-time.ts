import { type Figure, fail, inconclusive, type RttTolerance } from '../../../harness/index.ts';
import { packetsOf, printed } from './evidence.ts';
import { isTime, PROMPT_MS, SLACK_MS, shapeOf, shownWithOwnReply } from './passed-over.ts';
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
    const figure = othersTime(observation, times, ping, shown) ?? earlyLine(times, ping, shown);
    if (!figure) continue;
    fail({
      expected: describeExpected(ping, expectation),
      actual: `${figure.text} was printed${shown ? '' : ' before it'}, when ${expectation.what} had come`,
      hint: expectation.hint,
      ...watchWire,
      evidence: [printed(figure.text), ...packetsOf(ping)],
    });
  }
}

function failWithoutOwnTime(times: PrintedTimes, ping: Ping, expectation: OwnTimeExpectation): never {
  const { pings, matches, output } = times;
  const { role, hint } = expectation;
  const hasOthers = pings.some((other) => other.role !== role && matches.byPing[other.index]);
  const isChecksumRight = pings.every(({ message }) => message.isChecksumRight);
  const isSilent = output.figures.length === 0;
  if (hasOthers && isGivenUp(times, ping))
    fail({
      expected: describeExpected(ping, expectation),
      actual: 'nothing was printed for it: the other message was not taken, but it ended the wait',
      hint: 'What came was looked at and passed over, and then the program did not wait on. Receive in a loop until the reply is there or the second is over.',
      credit: PASSED_OVER_CREDIT,
      ...watchWire,
      evidence: packetsOf(ping),
    });
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

/** Not to take it is half of what is wanted. */
const PASSED_OVER_CREDIT = 0.5;

/** Of a program that prints the times of all other requests at once: none was printed from this one to the next. */
function isGivenUp({ pings, matches, output }: PrintedTimes, ping: Ping): boolean {
  const areOthersPrompt = pings.every(({ index, role, reply, rttMs }) => {
    if (role === ping.role || rttMs === undefined || reply === undefined) return true;
    const { printedAtMs = Number.POSITIVE_INFINITY } = matches.byPing[index]?.figure ?? {};
    return printedAtMs < reply.atMs + PROMPT_MS;
  });
  const next = pings[ping.index + 1]?.packet.atMs ?? Number.POSITIVE_INFINITY;
  const untilMs = Math.min(next, (ping.reply?.atMs ?? ping.packet.atMs) + PROMPT_MS);
  const told = output.figures.filter(
    ({ printedAtMs = 0 }) => printedAtMs >= ping.packet.atMs && printedAtMs < untilMs,
  );
  return areOthersPrompt && !told.some(isTime);
}

/** A line like that of its own reply, and before that one came: for something else. */
function earlyLine(
  { matches, output }: PrintedTimes,
  { index, packet, rttMs = 0 }: Ping,
  shown?: readonly Figure[],
): Figure | undefined {
  const own = matches.byPing[index]?.figure ?? shown?.[0];
  if (own === undefined) return undefined;
  const shapeAt = ({ line }: Figure) => shapeOf(output.lines[line] ?? '');
  const known = new Set(matches.byPing.map((match) => match?.figure.start));
  return output.figures.find(
    (figure) =>
      isTime(figure) &&
      !known.has(figure.start) &&
      shapeAt(figure) === shapeAt(own) &&
      figure.line !== own.line &&
      (figure.printedAtMs ?? 0) >= packet.atMs &&
      (figure.printedAtMs ?? Number.POSITIVE_INFINITY) < packet.atMs + rttMs - SLACK_MS,
  );
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
