import type { Person } from '../schema.ts';
import type { CanvasColumns } from './canvas-columns.ts';
import type { Cell, Table } from './canvas-table.ts';

/** Finds the line of a student in Canvas's export; `ambiguous` where several lines fit. */
export type FindRow = (student: string) => number | 'ambiguous' | undefined;

/**
 * By Canvas's id, then the SIS user id, then the SIS login, then the whole name, in that order, as Canvas does. What the
 * roster does not say of a student is looked for by what the student is called here.
 */
export function rowFinder({ rows }: Table, columns: CanvasColumns, roster: readonly Person[]): FindRow {
  const { id, sisUserId, sisLoginId } = columns;
  const people = new Map(roster.map((person) => [person.student, person]));
  const columnIndex = (index: number | undefined, adapt = same) =>
    indexRows(rows, (row) => (index === undefined ? [] : [adapt(row[index]?.text.trim() ?? '')]));
  const [byId, bySisId, byLogin] = [columnIndex(id), columnIndex(sisUserId), columnIndex(sisLoginId, lower)];
  const byName = indexRows(rows, (row) => namesOf(row, columns));
  return (student) => {
    const person = people.get(student);
    const found = [
      byId.get(person?.id ?? student),
      bySisId.get(person?.sisId ?? student),
      byLogin.get(lower(person?.login ?? student)),
      byName.get(person?.name ?? student),
    ].find((lines) => lines !== undefined);
    return found === undefined || found.length === 1 ? found?.[0] : 'ambiguous';
  };
}

/** Which lines have which keys; a line may have several. */
function indexRows(
  rows: Table['rows'],
  keysOf: (row: readonly Cell[]) => readonly string[],
): ReadonlyMap<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [number, row] of rows.entries()) {
    if (number === 0 || isNoStudent(row)) continue;
    for (const key of new Set(keysOf(row).filter((each) => each !== '')))
      index.set(key, [...(index.get(key) ?? []), number]);
  }
  return index;
}

/** `Lovelace, Ada` is also `Ada Lovelace`. */
function namesOf(row: readonly Cell[], { names }: CanvasColumns): string[] {
  const [last = '', first] = names.map((index) => row[index]?.text.trim() ?? '');
  if (first !== undefined) return [`${last}, ${first}`, `${first} ${last}`.trim()];
  const [, family, given] = /^([^,]+),\s*([^,]+)$/.exec(last) ?? [];
  return given === undefined ? [last] : [last, `${given} ${family}`];
}

/** The line of points, and the one that says which columns are posted by hand. */
function isNoStudent(row: readonly Cell[]): boolean {
  if (row[0]?.text.includes('Points Possible')) return true;
  return row.every(({ text }) => /^\s*(Muted|Manual Posting.*)?\s*$/i.test(text));
}

function same(text: string): string {
  return text;
}

function lower(text: string): string {
  return text.toLowerCase();
}
