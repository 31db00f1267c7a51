import type { LabSummary } from '../schema.ts';
import type { Table } from './canvas-table.ts';

/** Where Canvas has what in its export; the number of a column, from 0. */
export interface CanvasColumns {
  /** `Lovelace, Ada` in one column, or last and first name in two. */
  readonly names: readonly number[];
  readonly id: number;
  readonly sisUserId?: number;
  readonly sisLoginId?: number;
  readonly assignments: readonly CanvasAssignment[];
}

/** A column that scores can be written to: `Caching proxy (4711)`. */
export interface CanvasAssignment {
  readonly index: number;
  readonly heading: string;
  readonly title: string;
  readonly id?: string;
}

/** Not a gradebook as Canvas exports it, or no telling which column is meant. The message is for whoever chose it. */
export class CanvasTemplateError extends Error {
  override readonly name = 'CanvasTemplateError';
}

const computed = /(Current|Final|Override) (Score|Points|Grade|Status)/;

/**
 * @see https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb, whose rules these are
 * @throws CanvasTemplateError
 */
export function findColumns({ rows }: Table): CanvasColumns {
  const headings = (rows[0] ?? []).map(({ text }) => text);
  const isSplit = headings[0] === 'LastName' && headings[1] === 'FirstName';
  const names = isSplit ? [0, 1] : [0];
  const id = names.length;
  const section = headings.indexOf('Section');
  if ((!isSplit && !headings[0]?.includes('Student')) || !headings[id]?.includes('ID') || section < 0)
    throw new CanvasTemplateError(
      `It is no gradebook as Canvas exports it: the first line should begin with Student, ID and have Section, and is ${headings.slice(0, 6).join(', ')}.`,
    );
  const [sisUserId, sisLoginId] = [headings.indexOf('SIS User ID'), headings.indexOf('SIS Login ID')];
  return {
    names,
    id,
    ...(sisUserId > 0 && { sisUserId }),
    ...(sisLoginId > 0 && { sisLoginId }),
    assignments: findAssignments(rows, section),
  };
}

/** Neither totals nor what the line of points calls read only. */
function findAssignments(rows: Table['rows'], section: number): CanvasAssignment[] {
  const points = rows.find(([first]) => first?.text.includes('Points Possible'));
  return (rows[0] ?? []).flatMap(({ text: heading }, index) => {
    const isFixed =
      index <= section || computed.test(heading) || /read\s+only/.test(points?.[index]?.text ?? '');
    if (isFixed || heading.trim() === '') return [];
    const [, title = heading, id] = /^(.*?)(?:\s*\((\d+)\))?$/s.exec(heading) ?? [];
    return [{ index, heading, title, ...(id !== undefined && { id }) }];
  });
}

/**
 * The column of a lab: the one that was named, else the only one whose title is or holds the lab's title or id.
 * Undefined when none was named and none fits.
 * @param named a heading, its title or its number
 * @throws CanvasTemplateError when several fit, or none is called as named
 */
export function columnOf(
  lab: Pick<LabSummary, 'id' | 'title'>,
  assignments: readonly CanvasAssignment[],
  named: string | undefined,
): CanvasAssignment | undefined {
  const found = named === undefined ? guess(lab, assignments) : byName(named, assignments);
  const [first, ...others] = found;
  if (others.length > 0)
    throw new CanvasTemplateError(
      `Several columns may be meant for ${lab.id}: ${found.map(({ heading }) => heading).join(', ')}. Say which: --assignment '${lab.id}=${first?.heading}'`,
    );
  if (named !== undefined && first === undefined)
    throw new CanvasTemplateError(`There is no column ${named}. ${columnsThere(assignments)}`);
  return first;
}

/** `There are: Caching proxy (4711), ...` */
export function columnsThere(assignments: readonly CanvasAssignment[]): string {
  if (assignments.length === 0) return 'There is none that a score can be written to.';
  return `There are: ${assignments.map(({ heading }) => heading).join(', ')}.`;
}

function byName(named: string, assignments: readonly CanvasAssignment[]): CanvasAssignment[] {
  const exact = assignments.filter(({ heading, id }) => heading === named || id === named);
  return exact.length > 0 ? exact : assignments.filter(({ title }) => title === named);
}

function guess(
  { id, title }: Pick<LabSummary, 'id' | 'title'>,
  assignments: readonly CanvasAssignment[],
): CanvasAssignment[] {
  const wanted = [words(id), words(title)];
  const equal = assignments.filter((each) => wanted.includes(words(each.title)));
  if (equal.length > 0) return equal;
  return assignments.filter((each) => wanted.some((name) => words(each.title).includes(name)));
}

/** ` udp pinger `: so that `proxy` is found in `Lab 4: Proxy`, and not in `Proxying`. */
function words(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
