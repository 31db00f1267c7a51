import { describe, expect, it } from 'vitest';
import { labStatistics, studentRows } from './class-summary.ts';
import { fixtureResults } from './testing/fixture-results.ts';

describe('the class', () => {
  const results = fixtureResults();

  it('has one row for each student, in the order of names', () => {
    const names = studentRows(results).map(({ student }) => student);
    expect(names).toHaveLength(14);
    expect(names).toEqual([...names].sort());
  });

  it('leaves what was not graded out of the sum, and says so', () => {
    const row = studentRows(results).find(({ student }) => student === 'dennis.ritchie');
    expect(row?.isIncomplete).toBe(true);
    const graded = [...(row?.labRuns.values() ?? [])].filter(({ gradable }) => gradable);
    expect(row?.points).toBe(graded.reduce((sum, { score }) => sum + score.points, 0));
  });

  it('gives no sum to a student of whom nothing was graded', () => {
    const labRuns = results.labRuns.map((run) => ({ ...run, gradable: false }));
    expect(studentRows({ ...results, labRuns }).some(({ isGraded }) => isGraded)).toBe(false);
    expect(studentRows(results).every(({ isGraded }) => isGraded)).toBe(true);
  });

  it('counts per check and spreads the points over tenths', () => {
    for (const lab of results.labs) {
      const statistics = labStatistics(lab, results);
      const runs = results.labRuns.filter((run) => run.lab === lab.id);
      expect(statistics.histogram.reduce((a, b) => a + b)).toBe(statistics.gradable.length);
      expect(statistics.gradable.length + statistics.ungradable.length).toBe(runs.length);
      for (const { counts } of statistics.checks) {
        expect(Object.values(counts).reduce((a, b) => a + b)).toBe(runs.length);
      }
      const failures = statistics.checks.map(({ counts }) => counts.failed);
      expect(failures).toEqual([...failures].sort((a, b) => b - a));
    }
  });
});
