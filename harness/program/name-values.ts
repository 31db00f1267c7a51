import type { UnitSource } from './unit.ts';

/** A place in a program where a name is used. */
export interface Use {
  readonly sources: readonly UnitSource[];
  readonly source: UnitSource;
  readonly index: number;
}

const mostValues = 6;

/**
 * The expressions that a name is set to (assignments, `#define`, defaults of parameters): what stands last before the
 * use comes first, for that is what most often holds there.
 */
export function valuesOf(name: string, use: Use): string[] {
  const others = use.sources.filter((source) => source !== use.source);
  const own = assignments(name, use.source);
  const before = own.filter((value) => value.index < use.index).reverse();
  const after = own.filter((value) => value.index >= use.index);
  const elsewhere = others.flatMap((source) => assignments(name, source));
  return [...before, ...after, ...elsewhere].slice(0, mostValues).map((value) => value.text);
}

function assignments(name: string, source: UnitSource): { index: number; text: string }[] {
  const pattern = new RegExp(
    `(?:\\b${name}\\b\\s*(?::\\s*\\w+\\s*)?:?=(?!=)\\s*|#\\s*define\\s+${name}\\s+)([^\\n;]*)`,
    'g',
  );
  return [...source.code.matchAll(pattern)].map((match) => {
    const value = (match[1] ?? '').trim();
    // A default of a parameter ends at the comma or the bracket of its list.
    const text = /^["']?\d+["']?\s*[,)]/.test(value) ? (/^["']?\d+["']?/.exec(value)?.[0] ?? '') : value;
    return { index: match.index, text };
  });
}
