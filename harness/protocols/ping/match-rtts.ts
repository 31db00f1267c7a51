import { type Figure, looksMeasured } from './figure.ts';
import { figuresAlike } from './figures-alike.ts';
import { ordersTold } from './orders-told.ts';
import type { PingOutput } from './read-output.ts';
import { isInSpan, isWithin, RTT_TOLERANCE, type RttSpan, type RttTolerance, spanOf } from './rtt-span.ts';
import { MILLISECONDS_PER, type TimeUnit } from './units.ts';

export { isWithin, RTT_TOLERANCE, type RttTolerance } from './rtt-span.ts';

/**
 * Per ping, the longest time in ms that an honest program may print, whatever kept it from running: from the moment at
 * which it can have begun the ping at the earliest to that at which it must have had the answer, both from the wire.
 * Where it is wider than the tolerance, it stands in for it.
 */
export type LongestRtts = readonly (number | undefined)[];

/** What the wire says of the pings besides their round-trip times. */
export interface PingLimits {
  readonly longest?: LongestRtts;
  /** Per ping, the shortest in ms where answers may be taken for one another's by right: those to pings that are alike. */
  readonly shortest?: readonly (number | undefined)[];
  /** Per ping, when its answer was on the wire, on the clock of `printedAtMs`: what was printed before is no time of it. */
  readonly answeredAtMs?: readonly (number | undefined)[];
  /** How long after a ping something else came that may be taken for its answer, ms. What is printed of it tells of labels. */
  readonly othersMs?: readonly number[];
  /** Per ping, when it was answered or its second was over: the order in which a program that waits for several tells of them. */
  readonly decidedAtMs?: readonly number[];
}

/** What one printed unit is taken for. */
export interface RttScale {
  /** `ms`, or `100 times too large`. */
  readonly name: string;
  readonly msPerUnit: number;
  /** Undefined when no unit of time explains the figures. */
  readonly unit?: TimeUnit;
}

export interface RttMatch {
  readonly figure: Figure;
  /** The printed value in ms, read in the scale that matched. */
  readonly valueMs: number;
  /** How far rounding may have moved it, ms. */
  readonly roundingMs: number;
  /** `wrong`: it names another unit than the one in which it is right. */
  readonly label: 'right' | 'missing' | 'wrong';
}

export interface RttMatches {
  /** One per ping, in the order of the pings; undefined where none was due or none was found. */
  readonly byPing: readonly (RttMatch | undefined)[];
  /** The pings by number in the order in which they are told of, where that is not the one in which they left. */
  readonly order?: readonly number[];
  /** The scale of the whole output. A figure with a right label of its own may use another. */
  readonly scale: RttScale;
  /** A label was seen to be right, so that no figure is taken for another unit than it names. */
  readonly isByLabel?: true;
  /** Pings with an answer on the wire. */
  readonly due: number;
  readonly found: number;
  /**
   * How many times it printed, where these are clearly more than there were pings: then some of them are right by
   * chance, whatever it measured. Undefined otherwise.
   */
  readonly surplus?: number;
}

const UNIT_SCALES: readonly RttScale[] = (['ms', 's', 'us', 'ns'] as const).map((unit) => ({
  name: unit,
  unit,
  msPerUnit: MILLISECONDS_PER[unit],
}));

const FAULTY_SCALES: readonly RttScale[] = [
  { name: '100 times too large', msPerUnit: 0.01 },
  { name: '10 times too large', msPerUnit: 0.1 },
  { name: '10 times too small', msPerUnit: 10 },
  { name: '100 times too small', msPerUnit: 100 },
];

/**
 * Finds the printed figure of each ping's round-trip time: in the order of the pings (or of their answers, where several
 * were under way), all in one unit (or each in the unit it names), nearest to the truth. Sequence numbers, ports and time
 * stamps do not match and so drop out. A factor of 10 or 100 that explains more of them than any unit (microseconds
 * divided by 10, say) is a fault.
 * @param truths per ping: round-trip time on the wire in ms, undefined for a ping without an answer
 */
export function matchRtts(
  output: PingOutput,
  truths: readonly (number | undefined)[],
  tolerance: RttTolerance = RTT_TOLERANCE,
  { longest = [], shortest = [], answeredAtMs = [], othersMs = [], decidedAtMs }: PingLimits = {},
): RttMatches {
  const due = truths.map((rttMs, ping) =>
    rttMs === undefined
      ? undefined
      : {
          ...spanOf(rttMs, tolerance, longest[ping], shortest[ping]),
          printedFromMs: (answeredAtMs[ping] ?? Number.NEGATIVE_INFINITY) - CLOCKS_MS,
        },
  );
  const orders = ordersTold(
    due.map((span) => span !== undefined),
    decidedAtMs,
  );
  const attempts = (scales: readonly RttScale[]) =>
    orders.flatMap((order) =>
      scales.flatMap((scale) =>
        readingsOf(scale).map((reading) => matchInScale(output, due, reading, order)),
      ),
    );
  const inUnits = inLabelledScale(bestLabelled(attempts(UNIT_SCALES), output, othersMs));
  const faulty = best(attempts(FAULTY_SCALES));
  const isFaulty =
    faulty.found > inUnits.found && faulty.found >= Math.max(3, 0.8 * faulty.due) && !isConstant(faulty);
  const matches = isFaulty ? faulty : inUnits;
  const surplus = surplusOf(output, due, matches);
  return surplus === undefined ? matches : { ...matches, surplus };
}

/** How a figure with a unit behind it is read: as that unit says, or as if the label were wrong. */
interface Reading extends RttScale {
  readonly isByLabel: boolean;
}

function readingsOf(scale: RttScale): readonly Reading[] {
  return (scale.unit === undefined ? [false] : [true, false]).map((isByLabel) => ({ ...scale, isByLabel }));
}

/**
 * A label is right for all figures of a kind or wrong for all: nobody prints `432 ms` for one ping, and 0.4 s as `0.4 ms`
 * for the next.
 */
function bestLabelled(
  attempts: readonly Attempt[],
  output: PingOutput,
  othersMs: readonly number[],
): RttMatches {
  const byLabel = best(attempts.filter(({ byPing }) => !byPing.some((match) => match?.label === 'wrong')));
  const overall = best(attempts);
  const right = new Set([
    ...byLabel.byPing.flatMap((match) => (match?.figure.unit ? match.figure.start : [])),
    ...output.figures.filter((figure) => tellsOf(figure, othersMs)).map(({ start }) => start),
  ]);
  const wrong = new Set(
    overall.byPing.flatMap((match) => (match?.label === 'wrong' ? match.figure.start : [])),
  );
  const isContradicted = figuresAlike(output).some(
    (figures) =>
      figures.some(({ start }) => right.has(start)) && figures.some(({ start }) => wrong.has(start)),
  );
  return isContradicted ? { ...byLabel, isByLabel: true } : overall;
}

/** By its label, it is the time after which something came. */
function tellsOf({ unit, value }: Figure, othersMs: readonly number[]): boolean {
  if (unit === undefined || unit === 'percent' || unit === 'other') return false;
  return othersMs.some((each) => isWithin(value * MILLISECONDS_PER[unit], each, RTT_TOLERANCE));
}

/** The same number for every ping was not measured: a year, a port. */
function isConstant({ byPing }: RttMatches): boolean {
  return new Set(byPing.flatMap((match) => (match ? [match.figure.text] : []))).size === 1;
}

/** The clocks of the capture and of our reading may differ by so much. */
const CLOCKS_MS = 10;

interface DueRtt extends RttSpan {
  readonly printedFromMs: number;
}

/** A time may be printed twice for each ping in lines of one kind: again in a list at the end. */
const ALIKE_PER_PING = 2;
/** And in several units, smoothed, and with the least and the greatest so far, in lines or places of other kinds. */
const TIMES_PER_PING = 10;
/** A program that sent two pings may print its statistics too. */
const FEWEST_PINGS = 3;

/** Counts the figures that would be right for one ping or another. */
function surplusOf(
  output: PingOutput,
  due: readonly (DueRtt | undefined)[],
  { scale, byPing }: RttMatches,
): number | undefined {
  const isRight = (figure: Figure) =>
    due.some(
      (truth) =>
        truth && readingsOf(scale).some((reading) => asRtt(figure, truth, reading, output.unitsNamed)),
    );
  // A number with a comma is read in several ways, at one place.
  const count = (figures: readonly Figure[]) => new Set(figures.map(({ start }) => start)).size;
  const right = output.figures.filter(isRight);
  const pings = Math.max(FEWEST_PINGS, due.length);
  const times = count(right.filter(looksMeasured));
  if (times > TIMES_PER_PING * pings) return times;
  const matched = new Set(byPing.map((match) => match?.figure.start));
  const groups = figuresAlike({ figures: right, text: output.text });
  const alike = groups.filter((group) => group.some(({ start }) => matched.has(start))).map(count);
  const most = Math.max(0, ...alike);
  return most > ALIKE_PER_PING * pings ? most : undefined;
}

/** Figures that all name their own unit match in every scale: theirs is the one. */
function inLabelledScale(matches: RttMatches): RttMatches {
  const found = matches.byPing.filter((match) => match !== undefined);
  const [unit, ...others] = new Set(
    found.map(({ figure, label }) => (label === 'right' ? figure.unit : undefined)),
  );
  const scale = others.length === 0 ? UNIT_SCALES.find((each) => each.unit === unit) : undefined;
  return unit && scale ? { ...matches, scale } : matches;
}

interface Attempt extends RttMatches {
  readonly weight: number;
}

function best(attempts: readonly Attempt[]): RttMatches {
  const [first, ...rest] = attempts;
  if (!first) throw new RangeError('no scale to try');
  const { weight: _, ...matches } = rest.reduce((a, b) => (b.weight > a.weight ? b : a), first);
  return matches;
}

/**
 * Figures that stand at the same place of the same kind of line come before all others: the last ping's time must not
 * be taken from the statistics, nor any from a smoothed estimate beside it.
 */
function matchInScale(
  output: PingOutput,
  truths: readonly (DueRtt | undefined)[],
  scale: Reading,
  order: readonly number[],
): Attempt {
  const attempt = (figures: readonly Figure[]) =>
    matchFigures(figures, truths, scale, { order, unitsNamed: output.unitsNamed });
  const anywhere = attempt(output.figures);
  // All in one line, as a list is printed: those of the totals may have the unit that they have not.
  const bare = output.figures.filter(({ unit }) => unit === undefined);
  const alike = [...figuresAlike(output), bare]
    .filter((figures) => figures.length >= Math.max(2, anywhere.found))
    .map(attempt)
    .filter(({ found }) => found === anywhere.found)
    .sort((a, b) => b.weight - a.weight);
  if (alike[0]) return { ...alike[0], weight: alike[0].weight + 0.5 };
  // A factor that is no unit, or another order, explains figures of one kind, or it is chance.
  return scale.unit && !anywhere.order
    ? anywhere
    : { ...anywhere, byPing: truths.map(() => undefined), found: 0, weight: 0 };
}

interface Step {
  readonly weight: number;
  readonly previous?: Step;
  readonly ping?: number;
  readonly match?: RttMatch;
}

/** Longest, then nearest, common subsequence of pings and figures. */
function matchFigures(
  figures: readonly Figure[],
  truths: readonly (DueRtt | undefined)[],
  reading: Reading,
  { order, unitsNamed }: { readonly order: readonly number[]; readonly unitsNamed: ReadonlySet<TimeUnit> },
): Attempt {
  const start: Step = { weight: 0 };
  let row: Step[] = new Array<Step>(figures.length + 1).fill(start);
  for (const ping of order) {
    const truth = truths[ping];
    if (truth === undefined) continue;
    const next: Step[] = [start];
    figures.forEach((figure, index) => {
      const skipped = heavier(row[index + 1] ?? start, next[index] ?? start);
      const match = asRtt(figure, truth, reading, unitsNamed);
      const previous = row[index] ?? start;
      const taken = match && {
        weight: previous.weight + weightOf(match, truth.rttMs),
        previous,
        ping,
        match,
      };
      next.push(taken ? heavier(skipped, taken) : skipped);
    });
    row = next;
  }
  const last = row.at(-1) ?? start;
  const byPing = alongPath(last, truths.length);
  const due = truths.filter((truth) => truth !== undefined).length;
  const isAsSent = order.every((ping, index) => ping === index);
  const found = byPing.filter(Boolean).length;
  const { isByLabel: _, ...scale } = reading;
  return { byPing, scale, due, found, weight: last.weight, ...(!isAsSent && { order }) };
}

function alongPath(last: Step, pings: number): (RttMatch | undefined)[] {
  const byPing = new Array<RttMatch | undefined>(pings).fill(undefined);
  for (let step: Step | undefined = last; step; step = step.previous)
    if (step.ping !== undefined) byPing[step.ping] = step.match;
  return byPing;
}

function heavier(a: Step, b: Step): Step {
  return b.weight > a.weight ? b : a;
}

/** One more match outweighs everything; then labels; then nearness. */
function weightOf(match: RttMatch, truthMs: number): number {
  const label = { right: 0.2, missing: 0.1, wrong: 0 }[match.label];
  return 1000 + label - Math.min(0.09, Math.abs(match.valueMs - truthMs) / 1000);
}

function asRtt(
  figure: Figure,
  truth: DueRtt,
  { isByLabel, ...scale }: Reading,
  unitsNamed: ReadonlySet<TimeUnit>,
): RttMatch | undefined {
  const { unit, column, printedAtMs = Number.POSITIVE_INFINITY } = figure;
  if (unit === 'percent' || unit === 'other' || column === 'number') return undefined;
  if (printedAtMs < truth.printedFromMs) return undefined;
  if (unit && isByLabel) {
    const labelled = inMs(figure, MILLISECONDS_PER[unit]);
    return isInSpan(truth, labelled.valueMs) ? { ...labelled, label: 'right' } : undefined;
  }
  const scaled = inMs(figure, scale.msPerUnit);
  if (!isInSpan(truth, scaled.valueMs) || figure.unitFrom === 'form') return undefined;
  if (unit) return { ...scaled, label: unit === scale.unit ? 'right' : 'wrong' };
  // Whole seconds are no round-trip time; a bare 1 is the number of the first ping.
  if (scale.msPerUnit >= 1000 && Number.isInteger(figure.value)) return undefined;
  return { ...scaled, label: scale.unit && unitsNamed.has(scale.unit) ? 'right' : 'missing' };
}

function inMs(figure: Figure, msPerUnit: number): Omit<RttMatch, 'label'> {
  return { figure, valueMs: figure.value * msPerUnit, roundingMs: figure.rounding * msPerUnit };
}
