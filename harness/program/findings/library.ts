import type { Ware } from './sighting.ts';

/** A library, as sources import it. */
export interface Library extends Ware {
  /** Names that are of no help with the lab: constants, tables, types. */
  readonly harmless?: RegExp;
  /** Where given, only these names do the work; all others are harmless. */
  readonly telling?: RegExp;
}

/** Whether a name of the library does the lab's work. The empty name is the library itself. */
export function isTelling({ harmless, telling }: Library, member: string): boolean {
  if (telling !== undefined) return telling.test(member);
  return harmless === undefined || !harmless.test(member);
}

/** Several libraries that do the same. */
export function libraries(crafts: Library['crafts'], ...names: string[]): Library[] {
  return names.map((name) => ({ name, crafts }));
}
