import type { LabRun, Results } from '../schema.ts';
import { visibleLine } from '../text/visible-text.ts';
import { type Exported, submissionFiles } from './export-file.ts';
import { type Item, shownItems } from './item.ts';
import { programLines, summaryLines } from './summary.ts';
import { totalOf } from './total.ts';

/** PrairieLearn takes no more than 1 MB. */
const maxBytes = 1_000_000;
const textLengths = [4_000, 1_000, 200, 0];

/**
 * What an external grader leaves in `/grade/results/results.json`.
 * @see https://prairielearn.readthedocs.io/en/latest/externalGrading/#grading-results
 */
export interface PrairieLearnResults {
  readonly gradable: boolean;
  /** 0 to 1; absent where nothing was graded, and then the student loses no attempt. */
  readonly score?: number;
  readonly format_errors?: readonly string[];
  readonly message: string;
  readonly output: string;
  readonly tests: readonly {
    readonly name: string;
    readonly description: string;
    readonly points: number;
    readonly max_points: number;
    readonly message: string;
    readonly output: string;
  }[];
}

/** One `results.json` for each submission. */
export function exportPrairieLearn(results: Results, countsBonus: boolean): Exported {
  const files = submissionFiles(results, 'results.json', (labRun) => fittingJson(labRun, countsBonus));
  return { files, remarks: [], leftOut: [] };
}

/** With as much of the texts as fits. */
function fittingJson(labRun: LabRun, countsBonus: boolean): string {
  const tried = textLengths.values().map((length) => toPrairieLearn(labRun, countsBonus, length));
  for (const each of tried) {
    const json = JSON.stringify(each, undefined, 2);
    if (Buffer.byteLength(json) <= maxBytes) return json;
  }
  return JSON.stringify({ ...toPrairieLearn(labRun, countsBonus, 0), tests: [] });
}

/** One submission as PrairieLearn wants it. */
export function toPrairieLearn(
  labRun: LabRun,
  countsBonus: boolean,
  maxLength?: number,
): PrairieLearnResults {
  const { points, possible } = totalOf(labRun, countsBonus);
  const summary = summaryLines(labRun).join('\n');
  return {
    gradable: labRun.gradable,
    ...(labRun.gradable
      ? { score: possible === 0 ? 0 : Math.min(1, Math.max(0, points / possible)) }
      : { format_errors: [summary] }),
    message: summary,
    output: programLines(labRun).join('\n'),
    tests: labRun.gradable ? shownItems(labRun, maxLength).map(toTest) : [],
  };
}

function toTest({
  id,
  title,
  kind,
  points,
  possible,
  text,
  status,
}: Item): PrairieLearnResults['tests'][number] {
  const name = kind === 'extension' ? `${title} (bonus)` : title;
  return {
    name: visibleLine(name),
    description: id,
    points,
    max_points: possible,
    message: possible === 0 ? status : '',
    output: text,
  };
}
