import { expect, test } from 'vitest';
import type { LabRun } from '../../reports/schema.ts';
import { fixtureLabRun } from '../../reports/testing/fixture-lab-run.ts';
import { fixtureLabs } from '../../reports/testing/fixture-labs.ts';
import { compareLabRuns } from './compare-lab-runs.ts';

const [lab] = fixtureLabs();

function runThatFails(...fails: readonly string[]): LabRun {
  if (lab === undefined) throw new Error('The fixture has no lab');
  return fixtureLabRun({ student: 'ada', lab, fails });
}

test('the same verdicts: nothing changed', () => {
  expect(compareLabRuns(runThatFails(), runThatFails())).toEqual(['No verdict changed.']);
});

test('each verdict that changed is named with its points, and the sum when there are several', () => {
  const [before, now] = [runThatFails('line-ends'), runThatFails()];
  const known = new Map(before.verdicts.map(({ check, status }) => [check, status]));
  const changed = now.verdicts.filter(({ check, status }) => known.get(check) !== status);
  const lines = compareLabRuns(before, now);
  for (const { check } of changed) expect(lines.join('\n')).toContain(`${check} passes now`);
  expect(lines.filter((line) => line.includes('passes now'))).toHaveLength(changed.length);
  const back = compareLabRuns(now, before).join('\n');
  expect(back).toMatch(/−\d+ points: .*line-ends fails now/);
  expect(lines.join('\n')).toMatch(/\+\d+ points: .*line-ends passes now/);
});

test('what fails comes before what waits for it, and many are counted', () => {
  const now = runThatFails();
  const all = now.verdicts.map((verdict, index) => ({
    ...verdict,
    points: 0,
    status: index === now.verdicts.length - 1 ? ('failed' as const) : ('blocked' as const),
  }));
  const many = [...all, ...all.map((verdict) => ({ ...verdict, check: `${verdict.check}-2` }))];
  const before = {
    ...now,
    verdicts: many.map((verdict) => ({ ...verdict, status: 'passed' as const, points: 1 })),
  };
  const lines = compareLabRuns(before, { ...now, verdicts: many });
  expect(lines[1]).toContain('fails now');
  expect(lines).toHaveLength(Math.min(many.length, 8) + (many.length > 8 ? 2 : 1));
});
