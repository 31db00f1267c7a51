import { expect, it } from 'vitest';
import { labEffort } from './lab-effort.ts';
import { fixtureLabRun } from './testing/fixture-lab-run.ts';
import { fixtureLabs } from './testing/fixture-labs.ts';
import { fixtureRun } from './testing/fixture-results.ts';

const [lab] = fixtureLabs();
if (!lab) throw new Error('The fixture has three labs');

it('sums times and looks of one lab', () => {
  const slow = { student: 'ben', lab, fails: ['body-bytes'], changes: { durationMs: 9_000 } };
  const labRuns = [
    fixtureLabRun({ student: 'ada', lab, inconclusive: ['not-found'], changes: { durationMs: 1_000 } }),
    fixtureLabRun({ ...slow, failure: { attempts: 3 } }),
    fixtureLabRun({ student: 'cy', lab: { ...lab, id: 'other' }, changes: { durationMs: 60_000 } }),
  ];
  expect(labEffort(lab, fixtureRun(labRuns))).toMatchObject({
    labRuns: 2,
    medianMs: 5_000,
    totalMs: 10_000,
    longest: { student: 'ben' },
    judgedAgain: 1,
    moreLooks: 2,
    inconclusive: 1,
  });
});

it('has no longest where nothing was handed in', () => {
  expect(labEffort(lab, fixtureRun([]))).toMatchObject({ labRuns: 0, medianMs: 0, longest: undefined });
});
