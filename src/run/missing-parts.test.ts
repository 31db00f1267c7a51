import { describe, expect, it } from 'vitest';
import type { LabOutcome } from '../../harness/engine/grade-submission.ts';
import { verdictOf } from '../../harness/engine/verdict.ts';
import lab from '../../labs/udp-pinger/lab.ts';
import { missingParts, withMissing } from './missing-parts.ts';

const score = { points: 25, possible: 25, bonus: 0, bonusPossible: 0 };
const serverOnly: LabOutcome = {
  programs: [],
  verdicts: lab.checks
    .filter(({ scenario }) => scenario.part === 'server')
    .map((check) => verdictOf(check, { status: 'passed' })),
  scenarios: [],
  score,
  findings: [],
  isGradable: true,
  durationMs: 1,
};

describe('a submission without one of its parts', () => {
  it('is out of all points of the lab when it was given whole', () => {
    const missing = missingParts(lab, serverOnly, 'whole');
    expect(missing.map(({ part, points }) => [part, points])).toEqual([
      ['client', 75],
      ['heartbeat-client', 0],
      ['heartbeat-server', 0],
    ]);
    expect(withMissing(score, missing)).toEqual({ points: 25, possible: 100, bonus: 0, bonusPossible: 21 });
  });

  it('is out of what was looked at when one file was given', () => {
    const missing = missingParts(lab, serverOnly, 'file');
    expect(missing.every(({ isCounted }) => !isCounted)).toBe(true);
    expect(withMissing(score, missing)).toEqual(score);
  });

  it('misses nothing when single checks were asked for', () => {
    expect(missingParts(lab, serverOnly, 'checks')).toEqual([]);
  });
});
