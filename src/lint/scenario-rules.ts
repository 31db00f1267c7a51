import { type LintedLab, whereIs } from './linted-lab.ts';
import type { Problem } from './problem.ts';

/** Each scenario has an id of its own, and starts a part that the lab has. */
export function lintScenarios(linted: LintedLab): readonly Problem[] {
  const used = [...new Set(linted.lab.checks.map(({ scenario }) => scenario))];
  const parts = linted.lab.parts.map(({ id }) => id);
  return used.flatMap(({ id, part }, index) => {
    const where = whereIs(linted, id);
    if (used.findIndex((other) => other.id === id) < index)
      return { where, what: `two scenarios have the id ${id}`, mend: 'Rename one of them' };
    if (parts.includes(part)) return [];
    return {
      where,
      what: `the scenario ${id} starts the part ${part}, which the lab does not have`,
      mend: `Name one of its parts: ${parts.join(', ')}`,
    };
  });
}

/** A story that nobody judges is a story that nobody needs. */
export function lintUnusedScenarios(linted: LintedLab): readonly Problem[] {
  const used = new Set(linted.lab.checks.map(({ scenario }) => scenario.id));
  return linted.scenarios
    .filter(({ id }) => !used.has(id))
    .map(({ id }) => ({
      where: whereIs(linted, id),
      what: `no check judges the scenario ${id}`,
      mend: 'Write a check for it, or delete it',
    }));
}
