import { describe, expect, it } from 'vitest';
import type { LabRun, Results } from '../schema.ts';
import { fixtureResults, fixtureRun } from '../testing/fixture-results.ts';
import { compareResults } from './compare-results.ts';

const results = fixtureResults();

function changed(change: (labRun: LabRun) => Partial<LabRun>, index = 0): Results {
  const labRuns = results.labRuns.map((each, i) => (i === index ? { ...each, ...change(each) } : each));
  return { ...results, labRuns };
}

describe('the same', () => {
  it('is a result and itself, in any order, at any time, under any id', () => {
    const again = structuredClone(results);
    again.run = { ...again.run, id: 'other', startedAt: '2026-11-23T00:00:00Z', durationMs: 1 };
    again.labRuns = again.labRuns.toReversed().map((each) => ({ ...each, durationMs: 7, findings: [] }));
    expect(compareResults(results, again)).toEqual({
      ...{ isSame: true, compared: results.labRuns.length, setups: [] },
      ...{ onlyInFirst: [], onlyInSecond: [], labRuns: [] },
    });
  });

  it('are verdicts with other words, and two reasons not to be graded', () => {
    const words = changed(({ verdicts }) => ({
      verdicts: verdicts.map((each) => ({ ...each, actual: 'other' })),
    }));
    expect(compareResults(results, words).isSame).toBe(true);
    const ungraded = (because: string) => changed(() => ({ gradable: false, ungradableBecause: because }));
    expect(compareResults(ungraded('one'), ungraded('two')).isSame).toBe(true);
  });

  it('is what another seed and another runtime found as well, which is said', () => {
    const { run, labs } = results;
    const versions = { ...run.versions, kernel: '6.1.0' };
    const other = {
      ...results,
      run: { ...run, seed: 'beef', runtime: 'docker', versions },
      labs: labs.map((lab) => (lab.id === 'proxy' ? { ...lab, version: 2 } : lab)),
    };
    const { isSame, setups } = compareResults(results, other);
    expect(isSame).toBe(true);
    expect(setups).toEqual([
      { what: 'seed', first: '73f0c1', second: 'beef' },
      { what: 'runtime', first: 'namespace', second: 'docker' },
      { what: 'version of proxy', first: '1', second: '2' },
      { what: 'version of kernel', first: '6.18.5', second: '6.1.0' },
    ]);
  });
});

describe('different', () => {
  it('is a verdict', () => {
    const other = changed(({ verdicts }) => ({
      submissionHash: 'sha256-other',
      verdicts: verdicts.with(2, { ...(verdicts[2] as LabRun['verdicts'][number]), status: 'inconclusive' }),
    }));
    const { isSame, labRuns } = compareResults(results, other);
    expect(isSame).toBe(false);
    expect(labRuns).toMatchObject([
      {
        ...{ student: 'ada.lovelace', lab: 'web-server', isOtherSubmission: true, isOtherGrading: false },
        checks: [
          {
            check: 'web-server/ends-head',
            first: { status: 'passed', points: 10, possible: 10 },
            second: { status: 'inconclusive', points: 10, possible: 10 },
          },
        ],
      },
    ]);
  });

  it('are points without another verdict, and a score without either', () => {
    const points = changed(({ verdicts }) => ({
      verdicts: verdicts.map((each) => ({ ...each, points: each.points / 2 })),
    }));
    expect(compareResults(results, points).labRuns[0]?.checks.length).toBeGreaterThan(5);
    const late = changed(({ score }) => ({ score: { ...score, points: score.points - 10 } }));
    expect(compareResults(results, late).labRuns).toMatchObject([{ isOtherGrading: true, checks: [] }]);
  });

  it('is whether something could be graded', () => {
    const other = changed(() => ({ gradable: false, ungradableBecause: 'No python2.' }));
    expect(compareResults(results, other).labRuns[0]).toMatchObject({
      first: { gradable: true, points: 100 },
      second: { gradable: false, because: 'No python2.' },
    });
  });

  it('is a check or a submission that only one has', () => {
    const fewer = changed(({ verdicts }) => ({ verdicts: verdicts.slice(1) }));
    const [check] = compareResults(results, fewer).labRuns[0]?.checks ?? [];
    expect(check).toMatchObject({ check: 'web-server/answers', first: { status: 'passed' } });
    expect(check).not.toHaveProperty('second');
    const { onlyInFirst, onlyInSecond, isSame } = compareResults(
      fixtureRun(results.labRuns.slice(0, 2)),
      fixtureRun(results.labRuns.slice(1, 3)),
    );
    expect(isSame).toBe(false);
    expect(onlyInFirst).toEqual([{ student: 'ada.lovelace', lab: 'web-server' }]);
    expect(onlyInSecond).toEqual([{ student: 'ada.lovelace', lab: 'proxy' }]);
  });
});
