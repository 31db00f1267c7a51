/** Units of time a pinger may print, and what one of them is in milliseconds. */
export const MILLISECONDS_PER = { s: 1000, ms: 1, us: 0.001, ns: 0.000_001 } as const;

export type TimeUnit = keyof typeof MILLISECONDS_PER;

/** `other`: a number that is known not to be a time (bytes, TTL, sequence number, port). */
export type Unit = TimeUnit | 'percent' | 'other';

/**
 * How units are written, in the languages that student programs speak. A word that is missing here only makes a figure
 * unlabelled, which costs nothing. Text is NFKC-normalised and lower-cased before: `µs` has become `μs`, `㎳` `ms`.
 */
const WORDS: Readonly<Record<Unit, string>> = {
  ms: 'ms|mss|msecs?|mseg|millis?|mill?iseconds?|milisegundos?|milissegundos?|millisecondes?|millisecondi|millisekunden?|milliseconden?|milisekund[ay]?|milisaniye|мс|мсек|миллисекунд[аы]?|мілісекунд[аи]?|毫秒|ミリ秒|밀리초',
  us: 'us|μs|usecs?|micros?|microseconds?|microsegundos?|microssegundos?|microsecondes?|microsecondi|mikrosekunden?|mikrosaniye|мкс|микросекунд[аы]?|微秒|マイクロ秒|마이크로초',
  ns: 'ns|nsecs?|nanos?|nanoseconds?|nanosegundos?|nanossegundos?|nanosecondes?|nanosekunden?|нс|наносекунд[аы]?|纳秒|ナノ秒|나노초',
  s: 's|secs?|seg|segs|sek|seconds?|segundos?|secondes?|secondi|secondo|sekunden?|seconden?|sekund[ay]?|saniye|с|сек|секунд[аы]?|秒|초',
  percent:
    '%|percents?|per cent|por ?ciento|por ?cento|prozent|pour ?cent|per ?cento|процент(?:а|ов)?|パーセント|퍼센트',
  other: 'b|bytes?|octets?|octetos?|байта?|字节|バイト|바이트|bits?|hops?',
};

const UNITS = Object.keys(WORDS) as Unit[];
const groups = UNITS.map((unit) => `(?<${unit}>${WORDS[unit]})`).join('|');
const timeGroups = UNITS.filter((unit) => unit !== 'other' && unit !== 'percent')
  .map((unit) => `(?<${unit}>${WORDS[unit]})`)
  .join('|');

/** A unit right behind a number: `80 ms`, `80ms`, `80.1)ms`, `(80.1, 'ms')`. */
const BEHIND = new RegExp(`[ \\t)\\]'",]{0,4}(?:${groups})(?!\\p{L})`, 'uy');
/** A unit that stands alone in a line: `RTT (ms): 80`, `rtt_ms=80`. */
const ALONE = new RegExp(`(?<!\\p{L})(?:${timeGroups})(?!\\p{L})`, 'gu');
/** Words before a number that say it is no time. */
const NO_TIME = /(?:ttl|seq\w{0,10}|icmp_seq|port\w{0,4}|\bid)[^\p{L}\d\n]{0,4}$/u;

export interface UnitFound {
  readonly unit: Unit;
  /** Where the unit's word ends. */
  readonly end: number;
}

/** The unit right behind a number that ends at `offset`. `text` is lower case. */
export function unitBehind(text: string, offset: number): UnitFound | undefined {
  BEHIND.lastIndex = offset;
  const found = BEHIND.exec(text);
  const unit = found ? namedUnit(found) : undefined;
  return unit && { unit, end: BEHIND.lastIndex };
}

/** `other` when the words in front of the number at `offset` say that it is no time. `text` is lower case. */
export function unitBefore(text: string, offset: number): Unit | undefined {
  return NO_TIME.test(text.slice(Math.max(0, offset - 20), offset)) ? 'other' : undefined;
}

/**
 * The time units that stand alone in a line. One-letter words and the English `us` count only in brackets or behind
 * `in`: elsewhere they are parts of sentences.
 */
export function unitsInLine(line: string): Set<TimeUnit> {
  const units = new Set<TimeUnit>();
  for (const found of line.matchAll(ALONE)) {
    const unit = namedUnit(found);
    const before = line.slice(Math.max(0, found.index - 4), found.index);
    const isShort = ['s', 'с', 'us'].includes(found[0]);
    if (isShort && !/(?:[([_]|\bin |\bem |\ben )$/u.test(before)) continue;
    if (unit && unit !== 'percent' && unit !== 'other') units.add(unit);
  }
  return units;
}

function namedUnit(found: RegExpMatchArray): Unit | undefined {
  return UNITS.find((unit) => found.groups?.[unit] !== undefined);
}
