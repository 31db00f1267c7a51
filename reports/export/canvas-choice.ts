import type { LabSummary } from '../schema.ts';
import { type CanvasAssignment, CanvasTemplateError, columnOf, columnsThere } from './canvas-columns.ts';

/**
 * The column of each lab; labs of which none is called so have no entry.
 * @param named heading, title or number of a column, by the id of a lab
 * @throws CanvasTemplateError when it is not clear which column is meant, or there is none for any lab
 */
export function chooseColumns(
  labs: readonly LabSummary[],
  assignments: readonly CanvasAssignment[],
  named: ReadonlyMap<string, string>,
): Map<string, CanvasAssignment> {
  const chosen = new Map<string, CanvasAssignment>();
  for (const lab of labs) {
    const column = columnOf(lab, assignments, named.get(lab.id));
    if (column === undefined) continue;
    refuseShared(lab, column, chosen);
    chosen.set(lab.id, column);
  }
  if (chosen.size > 0) return chosen;
  const ids = labs.map(({ id }) => id).join(' or ');
  throw new CanvasTemplateError(
    `No column is called like ${ids}. Say which: --assignment 'LAB=Title (id)'. ${columnsThere(assignments)}`,
  );
}

function refuseShared(
  lab: LabSummary,
  column: CanvasAssignment,
  chosen: ReadonlyMap<string, CanvasAssignment>,
): void {
  const other = chosen.entries().find(([, { index }]) => index === column.index);
  if (other === undefined) return;
  throw new CanvasTemplateError(
    `${other[0]} and ${lab.id} would both go to ${column.heading}. Say which column each has: --assignment 'LAB=Title (id)'`,
  );
}

/** For whoever may have forgotten to say where a lab goes. */
export function noColumnNote({ id }: LabSummary, assignments: readonly CanvasAssignment[]): string {
  return `No column is called like ${id}, which was left out; --assignment '${id}=Title (id)' names one. ${columnsThere(assignments)}`;
}
