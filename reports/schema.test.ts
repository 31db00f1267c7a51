import { describe, expect, it } from 'vitest';
import { countVerdicts, parseResults, resultsJsonSchema } from './schema.ts';
import { fixtureResults, hostileResults } from './testing/fixture-results.ts';

describe('grade/results/v1', () => {
  it('reads back what was written, whatever a submission put into it', () => {
    for (const results of [fixtureResults(), hostileResults()]) {
      expect(parseResults(JSON.stringify(results))).toEqual(results);
    }
  });

  it('names the field that is wrong', () => {
    const results = fixtureResults();
    const [first] = results.labRuns;
    const wrong = { ...results, labRuns: [{ ...first, gradable: 'yes' }] };
    expect(() => parseResults(JSON.stringify(wrong))).toThrow(/gradable/);
    expect(() => parseResults(JSON.stringify({ ...results, schema: 'grade/results/v2' }))).toThrow(/schema/);
  });

  it('has a JSON Schema with the promised names', () => {
    const text = JSON.stringify(resultsJsonSchema());
    for (const name of ['grade/results/v1', 'labRuns', 'gradable', 'verdicts', 'blockedBy', 'transcript']) {
      expect(text).toContain(`"${name}"`);
    }
  });

  it('counts every verdict once', () => {
    const { labRuns } = fixtureResults();
    const counts = countVerdicts(labRuns);
    const sum = Object.values(counts).reduce((a, b) => a + b);
    expect(sum).toBe(labRuns.flatMap(({ verdicts }) => verdicts).length);
    expect(counts.failed).toBe(
      labRuns.flatMap((run) => run.verdicts).filter((v) => v.status === 'failed').length,
    );
  });
});
