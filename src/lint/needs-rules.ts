import type { Check } from '../../harness/engine/lab.ts';
import { type LintedLab, whereIs } from './linted-lab.ts';
import type { Problem } from './problem.ts';

/** What a check waits for exists, does not wait for it in turn, and is judged before it. */
export function lintNeeds(linted: LintedLab): readonly Problem[] {
  const { checks } = linted.lab;
  const position = new Map(checks.map(({ id }, index) => [id, index]));
  return checks.flatMap((check, index) =>
    (check.needs ?? []).flatMap((needed) => {
      const where = whereIs(linted, check.id);
      const at = position.get(needed);
      if (at === undefined)
        return {
          where,
          what: `${check.id} needs ${needed}, which is no check of this lab`,
          mend: 'Correct the id, or leave it out',
        };
      const circle = pathBetween(checks, needed, check.id);
      if (circle !== undefined)
        return {
          where,
          what: `${check.id} waits for itself: ${[check.id, ...circle].join(' needs ')}`,
          mend: 'Leave one of these out',
        };
      if (at < index) return [];
      return {
        where,
        what: `${check.id} needs ${needed}, which comes after it`,
        mend: `In lab.ts, put ${needed} before it`,
      };
    }),
  );
}

/** The ids from one check to another along `needs`, both included; undefined when there is no way. */
function pathBetween(
  checks: readonly Check[],
  from: string,
  to: string,
  seen: ReadonlySet<string> = new Set(),
): readonly string[] | undefined {
  if (from === to) return [to];
  if (seen.has(from)) return undefined;
  for (const next of checks.find(({ id }) => id === from)?.needs ?? []) {
    const rest = pathBetween(checks, next, to, new Set([...seen, from]));
    if (rest !== undefined) return [from, ...rest];
  }
  return undefined;
}
