import { expect, it } from 'vitest';
import { chooseRows, chooseRowsAround } from './choose-rows.ts';
import type { LadderRow } from './ladder-row.ts';
import { layOutLadder, silenceWords } from './lay-out-ladder.ts';

function rowAt(atMs: number, changes: Partial<LadderRow> = {}): LadderRow {
  const base = {
    kind: 'message',
    from: 'program',
    lane: 'called',
    words: 'x',
    events: [],
    packets: [],
  } as const;
  return { ...base, atMs, ...changes };
}

const many = Array.from({ length: 400 }, (_, index) => rowAt(index));

it('folds the middle of a long story, but never where a check failed', () => {
  const [marked] = many.slice(200);
  const chosen = chooseRows(many, new Map(marked ? [[marked, []]] : []));
  const folds = chosen.filter((each) => each.kind === 'fold');
  expect(folds.map(({ count }) => count)).toEqual([173, 188]);
  expect(chosen.length).toBeLessThan(50);
  expect(chosen).toContain(marked);
  const shown = chosen.length - folds.length;
  expect(folds.reduce((sum, { count }) => sum + count, shown)).toBe(many.length);
});

it('takes a piece around the marks alone, with what lies between them folded', () => {
  const marks = new Map([many[200], many[300]].flatMap((row) => (row ? [[row, []] as const] : [])));
  const piece = chooseRowsAround(many, marks);
  const words = piece.map((each) => (each.kind === 'fold' ? `${each.count} folded` : each.atMs));
  expect(words).toEqual([197, 198, 199, 200, 201, '95 folded', 297, 298, 299, 300, 301]);
  expect(chooseRowsAround(many, new Map())).toEqual([]);
});

it('does not let what was printed take the place of what led to a mark', () => {
  const trace = Array.from({ length: 4 }, (_, index) =>
    rowAt(10 + index, { kind: 'printed', lane: 'called' }),
  );
  const failed = rowAt(20);
  const rows = [rowAt(0), rowAt(1), rowAt(2), rowAt(3), ...trace, failed];
  const shown = chooseRowsAround(rows, new Map([[failed, []]])).flatMap((row) =>
    row.kind === 'fold' ? [] : [row.atMs],
  );
  expect(shown).toEqual([1, 2, 3, 10, 11, 12, 13, 20]);
});

it('leaves out how many connections opened and closed, but not how one was refused or reset', () => {
  const rows = Array.from({ length: 6 }, (_, index) => [
    rowAt(index * 10, { kind: 'open', conversation: `c-${index}` }),
    rowAt(index * 10 + 1, { conversation: `c-${index}` }),
    rowAt(index * 10 + 2, {
      kind: index === 3 ? 'reset' : 'close',
      isMutual: true,
      conversation: `c-${index}`,
    }),
  ]).flat();
  const kinds = chooseRows(rows, new Map()).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'open' || kind === 'close')).toEqual([]);
  expect(kinds.filter((kind) => kind === 'reset')).toHaveLength(1);
  expect(chooseRows(rows.slice(0, 6), new Map())).toHaveLength(6);
});

it('places rows downward in order, and writes a long pause as silence', () => {
  const { items, breaks, height } = layOutLadder([rowAt(0), rowAt(3), rowAt(1_003), rowAt(1_004)]);
  const places = items.map(({ y }) => y);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(items.map(({ item }) => item.kind)).toEqual(['message', 'message', 'silence', 'message', 'message']);
  expect(breaks).toHaveLength(1);
  expect(height).toBeGreaterThan(places.at(-1) ?? 0);
  expect(silenceWords({ kind: 'silence', durationMs: 999.7 })).toBe('1.0 s of silence');
});
