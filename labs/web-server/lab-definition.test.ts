import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import lab from './lab.ts';

const sum = (kind: string) =>
  lab.checks.filter((check) => check.kind === kind).reduce((points, check) => points + check.points, 0);

test('core checks make 100 points, robust ones none', () => {
  expect([sum('core'), sum('robust')]).toEqual([100, 0]);
});

test('a check comes after those that it needs', () => {
  const seen = new Set<string>();
  for (const check of lab.checks) {
    for (const needed of check.needs ?? []) expect(seen, `${check.id} needs ${needed}`).toContain(needed);
    expect(seen.has(check.id)).toBe(false);
    seen.add(check.id);
  }
});

test('every check is failed by a mutant, and mutants name only checks that there are', () => {
  const killed = new Set(lab.mutants.flatMap((mutant) => mutant.fails));
  expect([...killed].sort()).toEqual(lab.checks.map((check) => check.id).sort());
});

test('each edit of a mutant finds its text exactly once', async () => {
  for (const { id, edits = [] } of lab.mutants) {
    for (const { file, find } of edits) {
      const source = await readFile(new URL(`./program/${file}`, import.meta.url), 'utf8');
      expect(source.split(find).length - 1, `${id}: ${find}`).toBe(1);
    }
  }
});

test('the handout has the requirements that the checks cite', async () => {
  const text = await readFile(new URL('./handout.md', import.meta.url), 'utf8');
  const cited = lab.checks
    .flatMap((check) => check.sources)
    .flatMap(({ text }) => /^Handout, requirement (.+)$/.exec(text)?.[1] ?? []);
  expect(cited.length).toBeGreaterThan(0);
  for (const number of cited) expect(text).toMatch(new RegExp(`^${number}\\. `, 'm'));
});
