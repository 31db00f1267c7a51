import type { Figure } from './figure.ts';
import { columnsOf } from './list-headings.ts';
import type { TimeUnit } from './units.ts';

/** Between two numbers of a list: `80.1/90.2`, `80.1, 90.2`, `80.1 to 90.2`. */
const BETWEEN = /^[ \t]*(?:[/,;|–-]|\bto\b)[ \t]*$/;
/** Between two cells of a list that may stand under headings. */
const BETWEEN_CELLS = /^[ \t]*[/|][ \t]*$/;

/** One number of the text, with all that it may mean. */
interface Cell {
  readonly readings: readonly Figure[];
  /** Where it ends, its unit included. */
  readonly end: number;
}

/**
 * `80.1/90.2/100.3 ms`: the unit of time behind the last number of a list belongs to each of them that has none. What is
 * no time keeps out of it: a number with a `%` of its own, and one under a heading that names a loss or a count.
 * @param attached from where a number ends to where the unit's word behind it ends
 */
export function withListUnits(
  figures: readonly Figure[],
  text: string,
  attached: readonly (readonly [number, number])[],
): Figure[] {
  const cells = withColumns(cellsOf(figures, attached), text);
  const labelled = cells.map(({ readings }) => readings);
  let shared: TimeUnit | undefined;
  for (let index = cells.length - 1; index >= 0; index--) {
    const [cell, next] = [cells[index], cells[index + 1]];
    const [first] = cell?.readings ?? [];
    if (!cell || !first) continue;
    if (!next || !isOneList(cell, next, text)) shared = undefined;
    if (first.unit) shared = unitToShare(first, shared);
    else if (shared && first.column !== 'number') labelled[index] = withUnit(cell.readings, shared);
    // `min/avg/max/loss = 53/95/130/30 ms`
    if (first.column === 'number' && first.unit === shared) labelled[index] = cell.readings.map(withoutUnit);
  }
  return labelled.flat();
}

/** A percentage stands for itself, and hides nothing of the times around it. */
function unitToShare({ unit, unitFrom }: Figure, shared: TimeUnit | undefined): TimeUnit | undefined {
  if (unit === 'percent') return shared;
  return unit && unit !== 'other' && unitFrom === 'behind' ? unit : undefined;
}

function withUnit(readings: readonly Figure[], unit: TimeUnit): Figure[] {
  return readings.map((figure) => ({ ...figure, unit, unitFrom: 'behind' }));
}

function withoutUnit({ unit: _, unitFrom: __, ...figure }: Figure): Figure {
  return figure;
}

function cellsOf(figures: readonly Figure[], attached: readonly (readonly [number, number])[]): Cell[] {
  const unitEnds = new Map(attached);
  const places = Map.groupBy(figures, ({ start }) => start);
  return [...places.values()].map((readings) => {
    const end = Math.max(...readings.map((figure) => figure.end));
    return { readings, end: unitEnds.get(end) ?? end };
  });
}

function isOneList(cell: Cell, next: Cell, text: string): boolean {
  const [between, hasUnit] = [gap(cell, next, text), cell.end > endOf(cell)];
  return (hasUnit ? BETWEEN_CELLS : BETWEEN).test(between);
}

/** Notes of each cell what the heading over it says, where there are as many headings as cells. */
function withColumns(cells: readonly Cell[], text: string): Cell[] {
  const noted: Cell[] = [];
  let row: Cell[] = [];
  cells.forEach((cell, index) => {
    const next = cells[index + 1];
    row.push(cell);
    if (next && BETWEEN_CELLS.test(gap(cell, next, text))) return;
    const columns = row.length > 1 ? columnsOf(text, startOf(row[0]), row.length) : [];
    noted.push(...row.map((each, number) => inColumn(each, columns[number])));
    row = [];
  });
  return noted;
}

function inColumn(cell: Cell, column: Figure['column'] | undefined): Cell {
  return column ? { ...cell, readings: cell.readings.map((figure) => ({ ...figure, column })) } : cell;
}

function gap(cell: Cell, next: Cell, text: string): string {
  return text.slice(cell.end, startOf(next));
}

function startOf(cell: Cell | undefined): number {
  return cell?.readings[0]?.start ?? 0;
}

function endOf({ readings }: Cell): number {
  return Math.max(...readings.map(({ end }) => end));
}
