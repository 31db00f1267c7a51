import { type LintedLab, whereIs } from './linted-lab.ts';
import type { Problem } from './problem.ts';

/**
 * Each check of the lab's own is failed by a mutant, and passed by a program that is right and unusual. The first start
 * of each part is the engine's.
 */
export function lintCoverage(linted: LintedLab): readonly Problem[] {
  const { mutants, variants, checks } = linted.lab;
  const killed = new Set(mutants.flatMap(({ fails }) => fails));
  const varied = new Set(variants.flatMap(({ passes }) => passes));
  return checks.flatMap(({ id }) => {
    const where = whereIs(linted, id);
    const noMutant = {
      where,
      what: `no mutant fails ${id}`,
      mend: 'Add one with the fault it is about to mutants/: a check that nothing fails is none',
    };
    const noVariant = {
      where,
      what: `no variant shows what ${id} allows`,
      mend: 'Name it in the passes of one in variants/: a program that fulfils it in an unusual way',
    };
    return [...(killed.has(id) ? [] : [noMutant]), ...(varied.has(id) ? [] : [noVariant])];
  });
}
