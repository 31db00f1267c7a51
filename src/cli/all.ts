import path from 'node:path';
import type { Command } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import { labs } from '../../labs/index.ts';
import type { Results } from '../../reports/schema.ts';
import { visibleLine } from '../../reports/text/visible-text.ts';
import { didYouMean } from './nearest.ts';
import { addRunOptions, type RunOptions } from './options.ts';
import { findLab, selectionOf } from './selection.ts';
import { pageIn, terminalOptions, warn } from './terminal.ts';

const shownNotes = 10;
const labIds = labs.map(({ id }) => id);

/** `grade all PATH`: a whole class. */
export function addAllCommand(program: Command, done: (status: number) => void): void {
  const command = program
    .command('all')
    .description('grade every submission of a class: PATH/<student>/<lab>/..., or as a platform gives it')
    .usage('[options] <path>')
    .argument('[path]', 'a folder of submissions, or the zip file of Canvas, Moodle or Gradescope');
  addRunOptions(command, ([location]) => location)
    .option('--lab <id>', 'all submissions are for this lab, whatever they are called')
    .option('--serve', 'show it in a browser too, at an address of this machine, until Ctrl-C')
    .action(async (location: string | undefined, options: ClassOptions) => {
      done(await gradeClass(location, options));
    });
}

interface ClassOptions extends RunOptions {
  readonly lab?: string;
  readonly serve?: boolean;
}

async function gradeClass(location: string | undefined, options: ClassOptions): Promise<number> {
  if (location === undefined) {
    throw new GradeError(
      'no-folder',
      'Which folder? It holds a folder for each student. For example: grade all submissions/',
    );
  }
  const selection = await selectionOf(options.only);
  const lab = options.lab === undefined ? undefined : findLab(options.lab, 'all --lab').id;
  // Loaded here, as other commands do without them.
  const { openWorkArea } = await import('../course/intake/work-area.ts');
  const { readClass } = await import('../course/read-class.ts');
  await using work = await openWorkArea(path.resolve(options.out));
  const { submissions, rules, ...said } = await readClass({
    location: path.resolve(location),
    workFolder: work.folder,
    ...(lab !== undefined && { lab }),
    ...(options.course !== undefined && { courseFile: options.course }),
  });
  const chosen = submissions.filter((each) => selection.labs.includes(each.lab));
  // They name files of students.
  const notes = [...said.notes, ...said.strangers.map(strangerNote)].map(visibleLine);
  if (chosen.length === 0) throw nothingToGrade(location, notes);
  tell(notes);
  const request = {
    submissions: chosen,
    options,
    notes,
    rules,
    ...(selection.checks && { onlyChecks: selection.checks }),
    render: async (results: Results, outFolder: string) => {
      const { renderTerminal } = await import('../../reports/terminal/render-terminal.ts');
      return renderTerminal(results, { ...terminalOptions(), reportPath: pageIn(outFolder) });
    },
  };
  return options.serve
    ? await (await import('./serve-and-report.ts')).serveAndReport(request)
    : await (await import('./run-and-report.ts')).runAndReport(request);
}

function strangerNote(folder: string): string {
  const near = didYouMean(path.basename(folder), labIds);
  return `${folder} is named like no lab and was left out; ${near}`;
}

function nothingToGrade(location: string, notes: readonly string[]): GradeError {
  const words = `There is nothing to grade in ${location}: it should hold a folder for each student, with a folder for each lab (${labIds.join(', ')}); or say with --lab which one all of it is for.`;
  return new GradeError('no-submissions', [words, ...notes.slice(0, shownNotes)].join(' '));
}

function tell(notes: readonly string[]): void {
  for (const note of notes.slice(0, shownNotes)) warn(note);
  if (notes.length > shownNotes)
    warn(`and ${notes.length - shownNotes} more remarks, which are in the report.`);
}
