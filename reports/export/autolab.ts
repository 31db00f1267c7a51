import type { LabRun, LabSummary, Results } from '../schema.ts';
import { visibleLine } from '../text/visible-text.ts';
import { type Exported, submissionFiles } from './export-file.ts';
import { type Item, shownItems } from './item.ts';
import { programLines, summaryLines } from './summary.ts';
import { totalOf } from './total.ts';

/** What an autograder prints for each submission: Autolab reads the last line. */
export function exportAutolab(results: Results, countsBonus: boolean): Exported {
  const labs = new Map(results.labs.map((lab) => [lab.id, lab]));
  const files = submissionFiles(results, 'autolab.txt', (labRun) =>
    toAutolab(labRun, labs.get(labRun.lab), countsBonus),
  );
  return { files, remarks: [], leftOut: [] };
}

/**
 * Words for the student, a line with the stages, and a last line with the score of the problem that is called like the
 * lab: null where there is none, since Autolab makes a 0 of a score that is missing.
 * @see https://docs.autolabproject.com/features/formatted-feedback/
 */
export function toAutolab(labRun: LabRun, lab: LabSummary | undefined, countsBonus: boolean): string {
  const words = [...summaryLines(labRun), ...programLines(labRun), ...shownItems(labRun).flatMap(wordsOf)];
  const score = labRun.gradable ? totalOf(labRun, countsBonus).points : null;
  return [
    ...words,
    JSON.stringify(stagesOf(labRun, lab)),
    `${JSON.stringify({ scores: { [labRun.lab]: score } })}\n`,
  ].join('\n');
}

function wordsOf({ status, title, text }: Item): string[] {
  if (status === 'passed') return [];
  return ['', `${status}: ${visibleLine(title)}`, ...text.split('\n').map((line) => `  ${line}`)];
}

/** A stage for each part of the lab. */
function stagesOf(labRun: LabRun, lab: LabSummary | undefined): object {
  const items = labRun.gradable ? shownItems(labRun) : [];
  const byPart = Map.groupBy(items, ({ part }) => lab?.parts.find(({ id }) => id === part)?.title ?? part);
  const stages = [...byPart].map(([title, each]) => [title, Object.fromEntries(each.map(testOf))] as const);
  return { _presentation: 'semantic', stages: [...byPart.keys()], ...Object.fromEntries(stages) };
}

function testOf({ id, title, status, text }: Item): [string, object] {
  const passed = status === 'passed' || status === 'inconclusive';
  return [`${visibleLine(title)} (${id})`, { passed, ...(!passed && text !== '' && { hint: text }) }];
}
