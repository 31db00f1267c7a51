import { type Figure, looksMeasured } from './figure.ts';
import { figuresAlike } from './figures-alike.ts';
import type { RttMatches } from './match-rtts.ts';
import type { PingOutput } from './read-output.ts';
import { isWithin, RTT_TOLERANCE, type RttTolerance } from './rtt-span.ts';
import { MILLISECONDS_PER } from './units.ts';

/** The statistics a program should have printed, in ms, and the figures in which it did. */
export interface PingStatistics {
  /** `own`: of the times it printed itself; `wire`: of the true ones, where its own were not all found. */
  readonly basis: 'own' | 'wire';
  readonly expected: {
    readonly minMs: number;
    readonly avgMs: number;
    readonly maxMs: number;
    /** Of the population and of the sample; either is right. */
    readonly stddevMs: readonly number[];
  };
  readonly min?: Figure;
  readonly avg?: Figure;
  readonly max?: Figure;
  readonly stddev?: Figure;
  /** What stands outside the reports of the single pings: where statistics were looked for. */
  readonly candidates: readonly Figure[];
}

/**
 * Finds minimum, average, maximum and standard deviation among the figures before the first and behind the last
 * ping's time, in any order and any unit. Times that are wrong by the wire have right statistics all the same, where they
 * can be told by their unit.
 * @param truths per ping: round-trip time on the wire in ms
 * @returns undefined when no ping was answered: there is nothing to sum up
 */
export function readStatistics(
  output: PingOutput,
  matches: RttMatches,
  truths: readonly (number | undefined)[],
  tolerance: RttTolerance = RTT_TOLERANCE,
): PingStatistics | undefined {
  const own = matches.byPing.filter((match) => match !== undefined);
  const wrongOnes = matches.found * 2 < matches.due ? timesAlike(output, matches.due) : undefined;
  const isOwn = wrongOnes !== undefined || matches.found === matches.due;
  const times = isOwn
    ? (wrongOnes?.map(({ value, unit }) => value * msPer(unit)) ?? own.map(({ valueMs }) => valueMs))
    : truths.filter((truth) => truth !== undefined);
  if (times.length === 0) return undefined;
  const expected = summary(times);
  const outside = outsideOf(output, wrongOnes ?? figuresOf(matches));
  const candidates = isHeap(outside, expected, matches.scale.msPerUnit, truths.length) ? [] : outside;
  const slackMs = Math.max(
    0,
    ...(wrongOnes?.map(({ rounding, unit }) => rounding * msPer(unit)) ??
      own.map(({ roundingMs }) => roundingMs)),
  );
  const find = (targets: readonly number[], taken: readonly (Figure | undefined)[] = []) =>
    candidates.find(
      (figure) =>
        !taken.some((each) => each?.start === figure.start) &&
        valuesMs(figure, matches.scale.msPerUnit).some(({ valueMs, roundingMs }) =>
          targets.some((target) =>
            isOwn
              ? Math.abs(valueMs - target) <= slackFor(target, roundingMs + slackMs)
              : isWithin(valueMs, target, tolerance),
          ),
        ),
    );
  const [min, avg, max] = [find([expected.minMs]), find([expected.avgMs]), find([expected.maxMs])];
  const stddev = times.length > 1 ? find(expected.stddevMs, [min, avg, max]) : undefined;
  return {
    basis: isOwn ? 'own' : 'wire',
    expected,
    candidates,
    ...(min && { min }),
    ...(avg && { avg }),
    ...(max && { max }),
    ...(stddev && { stddev }),
  };
}

/** One figure with a unit of time for each answered ping, in lines of one kind: its times, be they wrong. */
function timesAlike(output: PingOutput, answered: number): readonly Figure[] | undefined {
  const groups = figuresAlike(output).filter(
    (figures) =>
      figures.length === answered &&
      figures.length > 2 &&
      new Set(figures.map(({ line }) => line)).size === figures.length &&
      figures.every(({ unit, column }) => column !== 'number' && Number.isFinite(msPer(unit))),
  );
  return groups.length === 1 ? groups[0] : undefined;
}

function msPer(unit: Figure['unit']): number {
  return unit === undefined || unit === 'percent' || unit === 'other' ? Number.NaN : MILLISECONDS_PER[unit];
}

/** All times once more in two units, and statistics: of more, some would be the right ones by chance. */
function isHeap(
  figures: readonly Figure[],
  { minMs, maxMs }: PingStatistics['expected'],
  msPerUnit: number,
  pings: number,
): boolean {
  const likely = figures
    .filter(looksMeasured)
    .filter((figure) =>
      valuesMs(figure, msPerUnit).some(({ valueMs }) => valueMs >= minMs / 2 && valueMs <= maxMs * 2),
    );
  return new Set(likely.map(({ start }) => start)).size > 3 * pings + 10;
}

/** A whole number of seconds would be within its rounding of any time: it may not move one by more than an eighth. */
function slackFor(targetMs: number, roundingMs: number): number {
  return Math.min(roundingMs, targetMs / 8) + Math.max(0.01 * targetMs, 1e-6);
}

/** The figures outside the reports of single pings. */
function candidatesOf(output: PingOutput, matches: RttMatches): Figure[] {
  return outsideOf(output, figuresOf(matches));
}

function figuresOf({ byPing }: RttMatches): readonly Figure[] {
  return byPing.flatMap((match) => match?.figure ?? []);
}

function outsideOf(output: PingOutput, reports: readonly Figure[]): Figure[] {
  const first = reports.length > 0 ? Math.min(...reports.map(({ start }) => start)) : 0;
  const last = Math.max(0, ...reports.map(({ end }) => end));
  return output.figures.filter(({ start, end }) => start >= last || end <= first).reverse();
}

function summary(times: readonly number[]): PingStatistics['expected'] {
  const avgMs = times.reduce((sum, time) => sum + time, 0) / times.length;
  const squares = times.reduce((sum, time) => sum + (time - avgMs) ** 2, 0);
  return {
    minMs: Math.min(...times),
    avgMs,
    maxMs: Math.max(...times),
    stddevMs: [Math.sqrt(squares / times.length), Math.sqrt(squares / Math.max(1, times.length - 1))],
  };
}

/** What a figure may mean in ms: by its label, in the scale of the program's times, or in any unit when bare. */
function valuesMs(figure: Figure, msPerUnit: number): { valueMs: number; roundingMs: number }[] {
  const { unit, column } = figure;
  if (unit === 'percent' || unit === 'other' || column === 'number') return [];
  const factors = unit ? [MILLISECONDS_PER[unit]] : Object.values(MILLISECONDS_PER);
  return [...new Set([msPerUnit, ...factors])].map((factor) => ({
    valueMs: figure.value * factor,
    roundingMs: figure.rounding * factor,
  }));
}

/** Which figure states the share of lost pings, and what else was given in percent. */
export interface LossReading {
  readonly expectedPercent: number;
  readonly right?: Figure;
  /** Figures with a percent sign that state something else. */
  readonly otherPercentages: readonly Figure[];
}

/** A rate may stand beside that of what arrived, and a rate of something else: more are a series, or guesses. */
const MOST_OTHER_RATES = 2;
/** One bare number among more is right by chance. */
const MOST_BARE_NUMBERS = 60;

/**
 * Finds the loss behind the last answered ping's time: in percent (`40 %`, `40`), or as a share (`0.4`). Where several
 * rates are given, the last line of them counts.
 */
export function readLoss(
  output: PingOutput,
  matches: RttMatches,
  sent: number,
  received: number,
): LossReading {
  const expectedPercent = sent > 0 ? ((sent - received) / sent) * 100 : 0;
  const candidates = candidatesOf(output, matches);
  const isRight = (figure: Figure) => statesLoss(figure, expectedPercent);
  const percentages = candidates.filter(({ unit }) => unit === 'percent');
  const otherPercentages = percentages.filter((figure) => !isRight(figure));
  const last = percentages.filter(({ line }) => line === percentages[0]?.line);
  const counted = isSeries(percentages, isRight) ? last : percentages;
  const bare = candidates.filter(({ unit }) => unit === undefined);
  const right = isSeries(counted, isRight)
    ? undefined
    : (counted.find(isRight) ?? (bare.length > MOST_BARE_NUMBERS ? undefined : bare.find(isRight)));
  return { expectedPercent, otherPercentages, ...(right && { right }) };
}

function isSeries(percentages: readonly Figure[], isRight: (figure: Figure) => boolean): boolean {
  const others = percentages.filter((figure) => !isRight(figure)).map(({ value }) => value);
  return new Set(others).size > MOST_OTHER_RATES;
}

function statesLoss({ value, unit, rounding, text, column }: Figure, expectedPercent: number): boolean {
  if (column === 'time') return false;
  const slack = Math.min(rounding, 0.5) + 0.01;
  if (unit === 'percent') return Math.abs(value - expectedPercent) <= slack;
  if (unit !== undefined) return false;
  // A bare 1 is a sequence number more often than a share: shares have decimals.
  const isShare = /[.,]/.test(text) && Math.abs(value - expectedPercent / 100) <= Math.min(slack, 0.006);
  return isShare || Math.abs(value - expectedPercent) <= slack;
}

/** Whether a whole number stands outside the reports of single pings: `4 packets transmitted`. */
export function statesCount(output: PingOutput, matches: RttMatches, count: number): boolean {
  return candidatesOf(output, matches).some(
    ({ value, unit }) => value === count && (unit === undefined || unit === 'other'),
  );
}
