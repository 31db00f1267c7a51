import { lineAt } from '../source-view.ts';
import type { UnitSource } from '../unit.ts';
import type { Craft } from './craft.ts';

/** One place where something ready made shows. */
export interface Sighting {
  readonly crafts: readonly Craft[];
  /** As people know it: `http.server`, `curl`. */
  readonly name: string;
  readonly kind: 'library' | 'program' | 'wire';
  /** False for an import of which nothing is used. */
  readonly isUsed: boolean;
  /** Relative to the submission; absent on the wire. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** The line of the source, or the bytes on the wire. */
  readonly text: string;
}

/** Something to look for, with what it does. */
export interface Ware {
  readonly name: string;
  readonly crafts: readonly Craft[];
}

const longestText = 120;

/** A file with more imports or calls of one kind is there to hold us up. */
export const mostMatches = 60;

/** A sighting at an index of a source. */
export function sightingAt(
  source: UnitSource,
  index: number,
  { name, crafts }: Ware,
  seen: Pick<Sighting, 'kind' | 'isUsed'>,
): Sighting {
  const start = source.text.lastIndexOf('\n', index - 1) + 1;
  const end = source.text.indexOf('\n', index);
  const text = source.text.slice(start, end === -1 ? undefined : end).trim();
  return {
    crafts,
    name,
    ...seen,
    file: source.path,
    line: lineAt(source.text, index),
    text: text.length > longestText ? `${text.slice(0, longestText)} ...` : text,
  };
}

/** The sightings of one import: where it stands, and where it is first used. */
export function importSightings(
  source: UnitSource,
  index: number,
  ware: Ware,
  uses: readonly number[],
): Sighting[] {
  const isUsed = uses.length > 0;
  const places = [index, ...uses.slice(0, 2)];
  return places.map((at) => sightingAt(source, at, ware, { kind: 'library', isUsed }));
}
