import { type Dolos, type Pair, type TokenizedFile, tokenize } from './dolos.ts';
import { excerptOf, type ProgramText } from './program-text.ts';
import type { ComparedProgram, SimilarPair } from './similar-programs.ts';

export interface Candidate extends ComparedProgram {
  readonly program: ProgramText;
}

export interface Comparison {
  /** All in one language. */
  readonly candidates: readonly Candidate[];
  /** What the lab hands out in that language: sharing it says nothing. */
  readonly handedOut: readonly ProgramText[];
  /** From 0 to 1. */
  readonly atLeast: number;
}

/** A course's textbook is in everybody's program: what more than half of so many share, and more, says nothing. */
const manyPrograms = 10;
/** Fingerprints of both together; fewer than that two right programs share by chance. */
const leastOverlap = 12;
const mostPairs = 60;
const mostFragments = 15;

/** Compares programs of one language with each other. Two of earlier classes are not compared. */
export async function comparePrograms(
  dolos: Dolos,
  { candidates, handedOut, atLeast }: Comparison,
): Promise<{ pairs: SimilarPair[]; notes: string[] }> {
  const { FingerprintIndex, Options } = dolos.library;
  const [first] = candidates;
  if (first === undefined) return { pairs: [], notes: [] };
  const tokenizer = await dolos.tokenizerOf(first.program.grammar);
  const notes: string[] = [];
  const entries = candidates.flatMap((candidate) => {
    try {
      return [{ candidate, file: tokenize(dolos, tokenizer, candidate.student, candidate.program.text) }];
    } catch (error) {
      notes.push(`${candidate.student} could not be read and was left out: ${String(error)}`);
      return [];
    }
  });
  const index = new FingerprintIndex(
    Options.defaultKgramLength,
    Options.defaultKgramsInWindow,
    false,
    entries.length >= manyPrograms ? Math.ceil(entries.length / 2) : undefined,
  );
  index.addFiles(entries.map(({ file }) => file));
  // Only what is there already can be ignored.
  for (const { text } of handedOut) index.addIgnoredFile(tokenize(dolos, tokenizer, 'handed out', text));
  const isAlike = ({ similarity, overlap }: Pair) => similarity >= atLeast && overlap >= leastOverlap;
  const pairs = pairsOf(entries, (left, right) => index.getPair(left, right), isAlike);
  pairs.sort((a, b) => b.pair.similarity - a.pair.similarity);
  if (pairs.length > mostPairs)
    notes.push(`${pairs.length} pairs are that similar; the ${mostPairs} most similar are shown.`);
  return { pairs: pairs.slice(0, mostPairs).map(similarPair), notes };
}

interface Entry {
  readonly candidate: Candidate;
  readonly file: TokenizedFile;
}

interface EntryPair {
  readonly left: Candidate;
  readonly right: Candidate;
  readonly pair: Pair;
}

function pairsOf(
  entries: readonly Entry[],
  compare: (left: TokenizedFile, right: TokenizedFile) => Pair,
  isAlike: (pair: Pair) => boolean,
): EntryPair[] {
  return entries.flatMap(({ candidate: left, file }, at) =>
    entries.slice(at + 1).flatMap(({ candidate: right, file: other }) => {
      if (!isWorthComparing(left, right)) return [];
      // Most pairs are not alike, and a class has half a million: they are not kept.
      const pair = compare(file, other);
      return isAlike(pair) ? [{ left, right, pair }] : [];
    }),
  );
}

/** Not two of last year's, and not one student's with that student's own of last year. */
function isWorthComparing(left: Candidate, right: Candidate): boolean {
  return (left.from === 'this' || right.from === 'this') && left.student !== right.student;
}

function similarPair({ left, right, pair }: EntryPair): SimilarPair {
  const fragments = [...pair.buildFragments()]
    .sort((a, b) => b.pairs.length - a.pairs.length)
    .slice(0, mostFragments)
    .map(({ leftSelection, rightSelection }) => ({
      left: excerptOf(left.program, leftSelection.startRow, leftSelection.endRow),
      right: excerptOf(right.program, rightSelection.startRow, rightSelection.endRow),
    }));
  return {
    left: { student: left.student, from: left.from },
    right: { student: right.student, from: right.from },
    language: left.program.grammar,
    similarity: pair.similarity,
    fragments: withoutRepeats(fragments),
  };
}

/** Dolos gives a place again for each place that it is like. */
function withoutRepeats(fragments: SimilarPair['fragments']): SimilarPair['fragments'] {
  const kept: SimilarPair['fragments'][number][] = [];
  for (const fragment of fragments) {
    const isInside = kept.some(
      ({ left }) =>
        left.file === fragment.left.file &&
        left.fromLine <= fragment.left.fromLine &&
        left.toLine >= fragment.left.toLine,
    );
    if (!isInside) kept.push(fragment);
  }
  return kept;
}
