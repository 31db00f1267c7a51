import type { Figure } from './figure.ts';
import { withListUnits } from './list-units.ts';
import { type PrintedChunk, printedLines } from './printed-lines.ts';
import { type TimeUnit, type Unit, unitBefore, unitBehind, unitsInLine } from './units.ts';

export { printedText } from './printed-lines.ts';

/** What a pinger printed, as numbers. */
export interface PingOutput {
  /** Its lines, joined by `\n`: NFKC-normalised, lower case, without what only moves a terminal. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly figures: readonly Figure[];
  /** Time units named anywhere: a table's head, say. */
  readonly unitsNamed: ReadonlySet<TimeUnit>;
}

/** A run of digits, dots and commas that is longer is no list of times. */
const LONGEST_TOKEN = 400;
/** Beyond this many numbers the rest is left unread: ten pings print a few hundred at most. */
const FIGURE_LIMIT = 5000;

/**
 * - a clock time or a Python timedelta, `0:00:00.080123`
 * - a date, the day before and the year behind a clock time (`Mon Nov 23 07:33:29 2026`), a hexadecimal number, a digest or a nanosecond time stamp: passed over
 * - digits with dots, commas and an exponent, read by `readings`
 */
const TOKEN =
  /(?<clock>\d{1,3}:\d\d:\d\d(?:[.,]\d{1,12})?)|(?<skipped>(?<=\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) {1,2})\d{1,2}(?= \d\d:\d\d:\d\d)|(?<=\d:\d\d:\d\d (?:[a-z]{2,5} )?)(?:19|20)\d\d(?!\d)|\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}\/\d{4}|0x[0-9a-f]+|[0-9a-f]{16,}(?![.,]?[\d]))|(?<number>(?:\d[\d.,]*|[.]\d+)(?:e[-+]?\d{1,3}(?![\p{L}\d]))?)/gu;

/**
 * Reads every number of a program's output with the unit that belongs to it. Never throws.
 * @param printed what was printed; from chunks each figure knows when
 */
export function readOutput(printed: string | readonly PrintedChunk[]): PingOutput {
  const printedAt = printedLines(printed);
  const lines = printedAt.map(({ text }) => text);
  const text = lines.join('\n');
  const bare = extract(text);
  const labelled = withLineUnits(withListUnits(bare.figures, text, bare.attached), lines, bare.attached);
  const figures = labelled.map((figure) => {
    const printedAtMs = printedAt[figure.line]?.atMs;
    return printedAtMs === undefined ? figure : { ...figure, printedAtMs };
  });
  const unitsNamed = new Set(lines.flatMap((line) => [...unitsInLine(line)]));
  return { text, lines, figures, unitsNamed };
}

interface Extracted {
  readonly figures: Figure[];
  /** Where unit words stand that belong to one number. */
  readonly attached: readonly (readonly [number, number])[];
}

function extract(text: string): Extracted {
  const figures: Figure[] = [];
  const attached: (readonly [number, number])[] = [];
  const lineAt = lineCounter(text);
  for (const found of text.matchAll(TOKEN)) {
    if (figures.length >= FIGURE_LIMIT) break;
    if (found.groups?.skipped !== undefined || found[0].length > LONGEST_TOKEN) continue;
    const token = found[0].replace(/[.,]+$/, '');
    const start = found.index;
    const end = start + token.length;
    const line = lineAt(start);
    if (found.groups?.clock !== undefined) {
      figures.push({ ...clockReading(token), text: token, start, end, line, unit: 's', unitFrom: 'form' });
      continue;
    }
    const behind = unitBehind(text, end);
    if (behind) attached.push([end, behind.end]);
    const unit: Unit | undefined = behind?.unit ?? unitBefore(text, start);
    for (const reading of readings(token, unit !== undefined)) {
      const whole = { ...reading, start, end, line };
      figures.push(unit ? { ...whole, unit, unitFrom: 'behind' } : whole);
    }
  }
  return { figures, attached };
}

type Reading = Pick<Figure, 'value' | 'rounding' | 'text'>;

/**
 * Every number that a run of digits, dots and commas may mean: `80,12` is 80.12, or 80 and 12 in a list; `1,234` may
 * be 1234 too; but `80,12 ms` is one number. The truth from the wire decides which was meant. Addresses and versions (`10.0.0.1`) are none.
 */
function readings(token: string, isLabelled: boolean): Reading[] {
  if (!token.includes(','))
    return /\..*\./.test(token) ? [] : [reading(token, token)].filter(isFiniteReading);
  const parts = token.split(',').filter((part) => /^[\d.]/.test(part) && !/\..*\./.test(part));
  const isOne = isLabelled && /^\d+,\d+(?:e[-+]?\d+)?$/.test(token);
  const all = isOne ? [] : parts.map((part) => reading(part, part));
  if (/^\d+,\d+(?:e[-+]?\d+)?$/.test(token)) all.unshift(reading(token.replace(',', '.'), token));
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(token)) all.unshift(reading(token.replaceAll(',', ''), token));
  return all.filter(isFiniteReading);
}

function reading(digits: string, text: string): Reading {
  const [mantissa = '', exponent = '0'] = digits.split('e');
  const decimals = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0;
  return { value: Number(digits), rounding: 0.5 * 10 ** (Number(exponent) - decimals), text };
}

function isFiniteReading(reading: Reading): boolean {
  return Number.isFinite(reading.value);
}

function clockReading(token: string): Pick<Figure, 'value' | 'rounding'> {
  const [hours = 0, minutes = 0, seconds = 0] = token.replace(',', '.').split(':').map(Number);
  return { value: hours * 3600 + minutes * 60 + seconds, rounding: 0.000_001 };
}

/** `RTT (ms): 80`: a line that names one unit, for numbers without their own. */
function withLineUnits(
  figures: readonly Figure[],
  lines: readonly string[],
  attached: Extracted['attached'],
): Figure[] {
  const units = new Map<number, TimeUnit | undefined>();
  let lineStart = 0;
  let next = 0;
  lines.forEach((line, number) => {
    const pieces: string[] = [];
    let from = 0;
    for (; (attached[next]?.[0] ?? Infinity) <= lineStart + line.length; next++) {
      const [start = 0, end = 0] = attached[next] ?? [];
      pieces.push(line.slice(from, start - lineStart), ' '.repeat(Math.max(0, end - start)));
      from = end - lineStart;
    }
    const found = [...unitsInLine(pieces.join('') + line.slice(from))];
    units.set(number, found.length === 1 ? found[0] : undefined);
    lineStart += line.length + 1;
  });
  return figures.map((figure) => {
    const unit = figure.unit || figure.column === 'number' ? undefined : units.get(figure.line);
    return unit ? { ...figure, unit, unitFrom: 'line' } : figure;
  });
}

/** Numbers of lines for offsets that only grow. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let from = 0;
  return (offset) => {
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', from)) {
      line += 1;
      from = at + 1;
    }
    return line;
  };
}
