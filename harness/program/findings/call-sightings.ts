import type { UnitSource } from '../unit.ts';
import { mostMatches, type Sighting, sightingAt, type Ware } from './sighting.ts';

/** Something that is called without an import that would tell. */
export interface CallOfWare extends Ware {
  /** With the flag `g`; matched where comments and texts are blanked. */
  readonly pattern: RegExp;
}

/** Every place at which one of them is called. */
export function callSightings(source: UnitSource, calls: readonly CallOfWare[]): Sighting[] {
  return calls.flatMap((ware) =>
    [...source.bare.matchAll(ware.pattern).take(mostMatches)].map(({ index }) =>
      sightingAt(source, index, ware, { kind: 'library', isUsed: true }),
    ),
  );
}
