import path from 'node:path';
import type { Command } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import { labs } from '../../labs/index.ts';
import { renderTerminal } from '../../reports/terminal/render-terminal.ts';
import { findSubmissions } from '../course/find-submissions.ts';
import { didYouMean } from './nearest.ts';
import { addRunOptions, type RunOptions } from './options.ts';
import { pageIn, runAndReport, terminalOptions, warn } from './run-and-report.ts';
import { selectionOf } from './selection.ts';

const shownNotes = 10;

/** `grade all DIR`: a whole class. */
export function addAllCommand(program: Command, done: (status: number) => void): void {
  const command = program
    .command('all')
    .description('grade every submission of a class: DIR/<student>/<lab>/...')
    .usage('[options] <dir>')
    .argument('[dir]', 'folder with a folder for each student');
  addRunOptions(command).action(async (dir: string | undefined, options: RunOptions) => {
    done(await gradeClass(dir, options));
  });
}

async function gradeClass(dir: string | undefined, options: RunOptions): Promise<number> {
  if (dir === undefined) {
    throw new GradeError(
      'no-folder',
      'Which folder? It holds a folder for each student. For example: grade all submissions/',
    );
  }
  const selection = await selectionOf(options.only);
  const ids = labs.map(({ id }) => id);
  const { submissions, strangers } = await findSubmissions(path.resolve(dir), ids);
  const notes = strangers.map(
    (folder) => `${folder} is named like no lab and was left out; ${didYouMean(path.basename(folder), ids)}`,
  );
  const chosen = submissions.filter(({ lab }) => selection.labs.includes(lab));
  if (chosen.length === 0) {
    throw new GradeError(
      'no-submissions',
      `There is nothing to grade in ${dir}: it should hold a folder for each student, with a folder for each lab (${ids.join(', ')}).`,
    );
  }
  for (const note of notes.slice(0, shownNotes)) warn(note);
  if (notes.length > shownNotes)
    warn(`and ${notes.length - shownNotes} more folders that are named like no lab.`);
  return runAndReport({
    submissions: chosen,
    options,
    notes,
    ...(selection.checks && { onlyChecks: selection.checks }),
    render: async (results, outFolder) =>
      renderTerminal(results, {
        ...terminalOptions(),
        reportPath: pageIn(outFolder),
      }),
  });
}
