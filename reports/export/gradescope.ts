import type { LabRun, Results, Run, Visibility } from '../schema.ts';
import { formatCount } from '../text/format.ts';
import { visibleLine } from '../text/visible-text.ts';
import { type Exported, submissionFiles } from './export-file.ts';
import { type Item, itemsOf } from './item.ts';
import { programLines, summaryLines } from './summary.ts';
import { totalOf } from './total.ts';

/**
 * What Gradescope's container leaves in `/autograder/results/results.json`. `score` is what counts, whatever the tests
 * add up to. A lab run without a score has neither `score` nor `tests`, so that Gradescope records none.
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
export interface GradescopeResults {
  readonly score?: number;
  readonly execution_time: number;
  readonly output: string;
  readonly output_format: 'text';
  readonly test_output_format: 'text';
  readonly test_name_format: 'text';
  readonly visibility: 'visible';
  readonly stdout_visibility: 'hidden';
  readonly extra_data: Readonly<Record<string, string | number>>;
  readonly tests?: readonly GradescopeTest[];
}

export interface GradescopeTest {
  readonly score?: number;
  readonly max_score?: number;
  readonly status?: 'passed' | 'failed';
  readonly name: string;
  readonly number: string;
  readonly output: string;
  readonly tags: readonly string[];
  readonly visibility: 'visible' | 'hidden';
}

const visibilities: Readonly<Record<Visibility, GradescopeTest['visibility']>> = {
  all: 'visible',
  verdict: 'visible',
  nothing: 'hidden',
};

/** One `results.json` for each submission. */
export function exportGradescope(results: Results, countsBonus: boolean): Exported {
  const files = submissionFiles(results, 'results.json', (labRun) =>
    JSON.stringify(toGradescope(labRun, results.run, countsBonus), undefined, 2),
  );
  const hiding = results.labRuns.filter(hasHiddenTest).length;
  const remark = `Gradescope shows students no total where a check is hidden: ${formatCount(hiding, 'submission')}.`;
  return { files, remarks: hiding > 0 ? [remark] : [], leftOut: [] };
}

function hasHiddenTest({ gradable, verdicts }: LabRun): boolean {
  return gradable && verdicts.some(({ visibility }) => visibility === 'nothing');
}

/** One submission as Gradescope wants it. */
export function toGradescope(labRun: LabRun, run: Run, countsBonus: boolean): GradescopeResults {
  return {
    ...(labRun.gradable && { score: totalOf(labRun, countsBonus).points }),
    execution_time: labRun.durationMs / 1000,
    output: [...summaryLines(labRun), ...programLines(labRun)].join('\n'),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    extra_data: {
      lab: labRun.lab,
      lab_version: labRun.labVersion,
      submission: labRun.submissionHash,
      seed: run.seed,
      runtime: run.runtime,
      grade: run.versions.grade ?? '',
    },
    ...(labRun.gradable && { tests: itemsOf(labRun).map((item, index) => toTest(item, index, countsBonus)) }),
  };
}

/** Only what counts for the score has points beside it. */
function toTest(item: Item, index: number, countsBonus: boolean): GradescopeTest {
  const { id, kind, part, status, title, points, possible, text, visibility } = item;
  const isCounted = possible > 0 && (kind !== 'extension' || countsBonus);
  return {
    ...(isCounted && { score: points, max_score: possible }),
    ...(status !== 'inconclusive' && { status: status === 'passed' ? 'passed' : 'failed' }),
    name: visibleLine(kind === 'extension' ? `${title} (bonus)` : title),
    number: String(index + 1),
    output: text,
    tags: [id, part, kind],
    visibility: visibilities[visibility],
  };
}
