import { readFile } from 'node:fs/promises';
import { CsvError } from 'csv-parse/sync';
import { GradeError } from '../../harness/runtime/errors.ts';
import { exportCanvas } from '../../reports/export/canvas.ts';
import { CanvasTemplateError } from '../../reports/export/canvas-columns.ts';
import type { Exported } from '../../reports/export/export-file.ts';
import type { Results } from '../../reports/schema.ts';
import { unreadable } from '../course/submission.ts';
import type { ExportOptions } from './exporters.ts';

/**
 * Fills the gradebook that was named with `--template`.
 * @throws GradeError when there is none, it is something else, or it is not clear which column is meant
 */
export async function fillCanvas(
  results: Results,
  { template, assignment, bonus = false }: ExportOptions,
): Promise<Exported> {
  if (template === undefined) throw new GradeError('no-template', whichTemplate);
  const content = await readFile(template, 'utf8').catch((error: unknown) => {
    throw unreadable(template, error);
  });
  const labs = results.labs.map(({ id }) => id);
  try {
    const assignments = namedColumns(assignment, labs);
    return exportCanvas(results, { template: content, assignments, countsBonus: bonus });
  } catch (error) {
    if (!(error instanceof CanvasTemplateError) && !(error instanceof CsvError)) throw error;
    throw new GradeError('template', `Cannot fill ${template}: ${error.message}`, { cause: error });
  }
}

const whichTemplate =
  'Which gradebook is to be filled? Export it from Canvas (Grades, Export) and name it: grade export canvas --template export.csv';

/** `LAB=Title (id)`, or `Title (id)` alone where there is only one lab. */
function namedColumns(options: readonly string[], labs: readonly string[]): ReadonlyMap<string, string> {
  const [only] = labs;
  return new Map(
    options.map((option) => {
      const lab = labs.find((id) => option.startsWith(`${id}=`));
      if (lab !== undefined) return [lab, option.slice(lab.length + 1)];
      if (only !== undefined && labs.length === 1) return [only, option];
      throw new GradeError(
        'which-lab',
        `Which lab goes to the column ${option}? Write --assignment 'LAB=${option}'; there are: ${labs.join(', ')}.`,
      );
    }),
  );
}
