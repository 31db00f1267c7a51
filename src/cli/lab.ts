import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { transcriptReader } from '../../reports/read-transcript.ts';
import type { Results } from '../../reports/schema.ts';
import { renderLabRun } from '../../reports/terminal/render-lab-run.ts';
import { renderTranscript } from '../../reports/terminal/render-transcript.ts';
import { unreadable } from '../course/find-submissions.ts';
import { addRunOptions, type RunOptions } from './options.ts';
import { pageIn, runAndReport, terminalOptions } from './run-and-report.ts';
import { findLab, selectionOf } from './selection.ts';

/** `grade lab ID [PATH]`: one's own program. */
export function addLabCommand(program: Command, done: (status: number) => void): void {
  const command = program
    .command('lab')
    .description('grade one program: the one in this folder, or in PATH')
    .usage('[options] <id> [path]')
    .argument('[id]', 'which lab; `grade list` names them')
    .argument('[path]', 'a folder, or one file', '.');
  addRunOptions(command).action(async (id: string | undefined, location: string, options: RunOptions) => {
    done(await gradeLab(id, location, options));
  });
}

async function gradeLab(id: string | undefined, location: string, options: RunOptions): Promise<number> {
  const lab = findLab(id, 'lab');
  const selection = await selectionOf(options.only);
  const absolute = path.resolve(location);
  await stat(absolute).catch((error: unknown) => {
    throw unreadable(location, error);
  });
  return runAndReport({
    submissions: [{ student: await studentOf(absolute, lab.id), lab: lab.id, location: absolute }],
    options,
    notes: [],
    ...(selection.checks && { onlyChecks: selection.checks }),
    render: (results, outFolder) => renderOne(results, outFolder, options),
  });
}

async function renderOne(results: Results, outFolder: string, { verbose }: RunOptions): Promise<string> {
  const [labRun] = results.labRuns;
  if (labRun === undefined) return 'Nothing was graded.';
  const terminal = terminalOptions();
  const read = transcriptReader(outFolder);
  const transcripts = verbose
    ? await Promise.all(labRun.scenarios.map((scenario) => read(labRun, scenario)))
    : [];
  return [
    ...transcripts.filter((each) => each !== undefined).map((each) => renderTranscript(each, terminal)),
    renderLabRun(labRun, {
      ...terminal,
      verbose: verbose === true,
      reportPath: pageIn(outFolder),
    }),
  ].join('\n');
}

/**
 * Whose program it is, for the report: one's own in the current folder, else what the folder is called; in the layout
 * of a class, `<student>/<lab>`, the student.
 */
async function studentOf(location: string, lab: string): Promise<string> {
  const folder = (await stat(location)).isFile() ? path.dirname(location) : location;
  if (folder === process.cwd()) return 'you';
  return path.basename(path.basename(folder) === lab ? path.dirname(folder) : folder) || 'you';
}
