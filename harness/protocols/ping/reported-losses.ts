import type { RttMatches } from './match-rtts.ts';
import type { PingOutput } from './read-output.ts';

/** Words for a lost ping. They only help where the round-trip times cannot be found. */
const LOSS_WORDS =
  /time[ds]?[ -]?out|timeout|lost|unreachable|no (?:reply|response|answer)|perd(?:id|u|ut)|agotado|esgotad|expir|délai|dépass|zeitüberschreitung|verloren|scadut|超时|超時|丢失|丟失|タイムアウト|시간 ?초과|таймаут|превышен|потер|zaman ?aşımı/gu;

/**
 * For each ping that got no answer: whether the output says so. The text between the times of the answered pings
 * around it must hold something that never stands between two answered pings in a row, once for each lost one; which
 * words, and in which language, does not matter. True for an answered ping.
 * @param isLost per ping, from the wire
 */
export function reportedLosses(
  output: PingOutput,
  matches: RttMatches,
  isLost: readonly boolean[],
): readonly boolean[] {
  if (matches.found < 2 || matches.found * 2 < matches.due) return byCount(output, isLost);
  const between = byPlace(output, matches, isLost);
  // Where a time is missing, what was taken for the others may be wrong too.
  const counted = matches.found < matches.due ? byCount(output, isLost) : between;
  return between.map((isReported, ping) => isReported || counted[ping] === true);
}

function byPlace(output: PingOutput, matches: RttMatches, isLost: readonly boolean[]): boolean[] {
  const sections = sectionsOf(output, matches, isLost);
  const usual = new Set(sections.filter(({ lost }) => lost.length === 0).flatMap(({ pieces }) => pieces));
  const reported = isLost.map((lost) => !lost);
  for (const { lost, pieces } of sections) {
    const unusual = pieces.filter((piece) => !usual.has(piece));
    // Of several under way the lost ones are told last, and there the totals stand, too.
    const told = matches.order && lost.length > 1 ? countAlike(unusual) : unusual.length;
    const isOneLine = pieces.length <= 1;
    lost.forEach((ping, index) => {
      reported[ping] = told > index || (isOneLine && told > 0);
    });
  }
  return reported;
}

/** How many are of one kind, or have known words. */
function countAlike(pieces: readonly string[]): number {
  const kinds = Map.groupBy(pieces, (piece) => piece);
  const named = pieces.filter((piece) => piece.search(LOSS_WORDS) >= 0);
  return Math.max(named.length, ...[...kinds.values()].map(({ length }) => length));
}

interface Section {
  /** Lost pings whose report should stand here. */
  readonly lost: readonly number[];
  /** Its lines, numbers aside. */
  readonly pieces: readonly string[];
}

/** Cuts the text at the times that were found. */
function sectionsOf(output: PingOutput, matches: RttMatches, isLost: readonly boolean[]): Section[] {
  const sections: Section[] = [];
  let from = 0;
  let lost: number[] = [];
  const close = (to: number) => {
    sections.push({ lost, pieces: piecesOf(output.text.slice(from, to)) });
    lost = [];
  };
  for (const ping of matches.order ?? isLost.keys()) {
    const match = matches.byPing[ping];
    if (match) {
      // What stands before the first ping is a heading, and no example of what is usual.
      if (from > 0 || lost.length > 0) close(match.figure.start);
      from = match.figure.end;
    } else if (isLost[ping]) lost.push(ping);
  }
  if (lost.length > 0) close(output.text.length);
  return sections;
}

function piecesOf(text: string): string[] {
  return text
    .split('\n')
    .map(shapeOf)
    .filter((piece) => piece !== '');
}

function shapeOf(line: string): string {
  return line
    .replace(/\d[\d.,:]*(?:e[-+]?\d+)?/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A line that speaks of an answer is none of a loss, unless it says so. */
const ANSWER_WORDS =
  /\b(?:receiv(?:ed?|ing)|reply|replied|response|answer(?:ed)?|recebid[ao]|recibid[ao]|resposta|respuesta|reçue?|réponse|erhalten|antwort)\b/u;

function tellsOfAnswer(line: string): boolean {
  return ANSWER_WORDS.test(line) && line.search(LOSS_WORDS) < 0;
}

/** The totals and a heading may name losses too. */
const OTHER_LOSS_LINES = 4;

/**
 * Without times to go by: as many lines of one kind as there were losses; or lines with known words, as many, and not
 * so many that they would call answered pings lost.
 */
function byCount(output: PingOutput, isLost: readonly boolean[]): boolean[] {
  const losses = isLost.filter(Boolean).length;
  const words = output.lines.filter((line) => line.search(LOSS_WORDS) >= 0).length;
  const shapes = Map.groupBy(output.lines.map(shapeOf), (shape) => shape);
  shapes.delete('');
  const isCounted = [...shapes].some(
    ([shape, lines]) => lines.length === losses && losses > 1 && !tellsOfAnswer(shape),
  );
  const isNamed = words >= losses && words <= losses + OTHER_LOSS_LINES;
  return isLost.map((lost) => !lost || isNamed || isCounted);
}
