import { isDeepStrictEqual } from 'node:util';
import { ByteMutator } from '../../harness/protocols/testing/byte-mutator.ts';
import type { Reader } from '../../harness/protocols/testing/readers.ts';
import { escapeBytes } from '../../harness/wire/escape.ts';

/** How long one message of a few hundred bytes may take, with a machine that is busy. */
const longestReadMs = 2000;

export interface Hunt {
  readonly iterations: number;
  /** What went wrong, and the shortest input found that shows it. */
  readonly defect?: string;
}

/** Gives a reader broken messages for so long, or until one of them breaks it. */
export function hunt(reader: Reader, seconds: number, seed: string): Hunt {
  const mutator = new ByteMutator(`${seed} ${reader.name}`, reader.corpus);
  const endsAt = performance.now() + seconds * 1000;
  let iterations = 0;
  while (performance.now() < endsAt) {
    iterations += 1;
    const message = mutator.next();
    const cuts = mutator.cuts(message.length);
    const defect = defectOf(reader, message, cuts);
    if (defect === undefined) continue;
    const least = minimised(message, (bytes) => defectOf(reader, bytes, cuts) !== undefined);
    return { iterations, defect: `${defect}, by: ${escapeBytes(least, 2000)}` };
  }
  return { iterations };
}

function defectOf(reader: Reader, message: Uint8Array, cuts: readonly number[]): string | undefined {
  const startedAt = performance.now();
  try {
    const whole = reader.read(message);
    const took = performance.now() - startedAt;
    if (took > longestReadMs) return `took ${Math.round(took)} ms`;
    const pieces = reader.readPieces?.(piecesOf(message, cuts)) ?? whole;
    return isDeepStrictEqual(whole, pieces)
      ? undefined
      : `says something else when cut at ${cuts.join(', ')}`;
  } catch (error) {
    return `throws ${error instanceof Error ? error.stack : String(error)}`;
  }
}

function piecesOf(message: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  return [0, ...cuts].map((from, index) => message.subarray(from, cuts[index] ?? message.length));
}

/** Leaves out pieces, large ones first, for as long as the rest still does it. */
function minimised(message: Uint8Array, isBad: (bytes: Uint8Array) => boolean): Uint8Array {
  let least = message;
  for (let size = Math.ceil(message.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < least.length; ) {
      const shorter = Buffer.concat([least.subarray(0, at), least.subarray(at + size)]);
      if (isBad(shorter)) least = shorter;
      else at += size;
    }
  }
  return least;
}
