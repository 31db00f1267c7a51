import type { LadderRow } from './ladder-row.ts';
import type { Marks } from './mark-rows.ts';

/** Rows that stand in for others: so many were left out, over so long. */
export interface Fold {
  readonly kind: 'fold';
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const shownFirst = 24;
const shownLast = 8;
const shownAround = 3;
/** Checks that fail at every row must not undo the fold. */
const mostMarked = 6;
const mostExcerpted = 3;
const shownBefore = 3;
const mostBefore = 10;
/** With more connections than this, how each of them opened and closed is left out where it is as usual. */
const shownHandshakes = 3;
const atOnceMs = 100;

/** The rows that a picture shows: what matters, the first, the last and those around a mark; the rest is folded. */
export function chooseRows(rows: readonly LadderRow[], marks: Marks): (LadderRow | Fold)[] {
  const told = toldRows(rows, marks);
  const marked = told.flatMap((row, index) => (marks.has(row) ? [index] : [])).slice(0, mostMarked);
  const isShown = (index: number) =>
    index < shownFirst ||
    index >= told.length - shownLast ||
    marked.some((each) => Math.abs(each - index) <= shownAround);
  return fold(told, isShown);
}

/** The rows that led to those with these marks, and what came next: no more than tells what went wrong. */
export function chooseRowsAround(rows: readonly LadderRow[], marks: Marks): (LadderRow | Fold)[] {
  const told = toldRows(rows, marks);
  const marked = told.flatMap((row, index) => (marks.has(row) ? [index] : [])).slice(0, mostExcerpted);
  const pieces = marked.map((index) => ({ from: startOfPiece(told, index), to: index + 1 }));
  const isShown = (index: number) => pieces.some(({ from, to }) => index >= from && index <= to);
  const chosen = fold(told, isShown);
  const isEdge = (index: number) => index === 0 || index === chosen.length - 1;
  return chosen.filter(({ kind }, index) => kind !== 'fold' || !isEdge(index));
}

/** So many rows on the wire before one; what was printed meanwhile comes on top, as a stack trace would fill the piece. */
function startOfPiece(told: readonly LadderRow[], index: number): number {
  let onWire = 0;
  let from = index;
  while (from > 0 && onWire < shownBefore && index - from < mostBefore) {
    from -= 1;
    if (told[from]?.kind !== 'printed') onWire += 1;
  }
  return from;
}

function toldRows(rows: readonly LadderRow[], marks: Marks): LadderRow[] {
  const isTelling = tellingRows(rows);
  return rows.filter((row) => marks.has(row) || isTelling(row));
}

/** Tells what is worth a row of its own from what goes without saying. */
function tellingRows(rows: readonly LadderRow[]): (row: LadderRow) => boolean {
  const connections = rows.filter(({ kind }) => kind === 'open' || kind === 'refused').length;
  const usualOpenings = connections > shownHandshakes ? findUsualOpenings(rows) : undefined;
  return (row) => {
    // Among datagrams what is printed tells how each was taken; among connections it is mostly a log of them.
    if (row.kind === 'printed') return connections === 0 || row.detail?.startsWith('stderr') === true;
    if (!usualOpenings) return true;
    return row.kind === 'close' ? row.isMutual !== true : !usualOpenings.has(row);
  };
}

/** Connections whose opener speaks at once: its first words show that they opened. */
function findUsualOpenings(rows: readonly LadderRow[]): Set<LadderRow> {
  const usual = new Set<LadderRow>();
  const openings = new Map<string | undefined, LadderRow>();
  for (const row of rows) {
    const opening = openings.get(row.conversation);
    openings.delete(row.conversation);
    if (row.kind === 'open') openings.set(row.conversation, row);
    else if (opening && row.kind === 'message' && row.from === opening.from) {
      if (row.atMs - opening.atMs < atOnceMs) usual.add(opening);
    }
  }
  return usual;
}

function fold(rows: readonly LadderRow[], isShown: (index: number) => boolean): (LadderRow | Fold)[] {
  const chosen: (LadderRow | Fold)[] = [];
  for (const [index, row] of rows.entries()) {
    const last = chosen.at(-1);
    // A fold of one row would take as much room as the row.
    if (isShown(index) || (isShown(index - 1) && isShown(index + 1))) chosen.push(row);
    else if (last?.kind === 'fold') {
      chosen[chosen.length - 1] = { ...last, count: last.count + 1, toMs: row.atMs };
    } else chosen.push({ kind: 'fold', count: 1, fromMs: row.atMs, toMs: row.atMs });
  }
  return chosen;
}
