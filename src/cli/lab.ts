import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { Results } from '../../reports/schema.ts';
import type { CourseRules } from '../course/course-rules.ts';
import { unreadable } from '../course/submission.ts';
import { isWorldSure, startEarly } from '../run/early-start.ts';
import { addRunOptions, type RunOptions } from './options.ts';
import { findLab, selectionOf } from './selection.ts';
import { pageIn, terminalOptions } from './terminal.ts';

/** `grade lab ID [PATH]`: one's own program. */
export function addLabCommand(program: Command, done: (status: number) => void): void {
  const command = program
    .command('lab')
    .description('grade one program: the one in this folder, or in PATH')
    .usage('[options] <id> [path]')
    .argument('[id]', 'which lab; `grade list` names them')
    .argument('[path]', 'a folder, or one file', '.');
  addRunOptions(command)
    .option('--watch', 'grade again whenever a file of the program is saved, until Ctrl-C')
    .option('--serve', 'show it in a browser too, at an address of this machine, until Ctrl-C')
    .action(async (id: string | undefined, location: string, options: LabOptions) => {
      done(await gradeLab(id, location, options));
    });
}

interface LabOptions extends RunOptions {
  readonly watch?: boolean;
  readonly serve?: boolean;
}

async function gradeLab(id: string | undefined, location: string, options: LabOptions): Promise<number> {
  const lab = findLab(id, 'lab');
  const selection = await selectionOf(options.only);
  const absolute = path.resolve(location);
  await stat(absolute).catch((error: unknown) => {
    throw unreadable(location, error);
  });
  const request = {
    submissions: [{ student: await studentOf(absolute, lab.id), lab: lab.id, location: absolute }],
    options,
    notes: [],
    ...(selection.checks && { onlyChecks: selection.checks }),
    ...(options.course !== undefined && { rules: await rulesOf(options.course) }),
    render: (results: Results, outFolder: string) => renderOne(results, outFolder, options),
  };
  // Loaded here, as one run does without what lies behind them; and while its first world opens.
  if (options.watch) return (await import('./watch-and-report.ts')).watchAndReport(request, options.serve);
  if (options.serve) return (await import('./serve-and-report.ts')).serveAndReport(request);
  await using early = startEarly(
    options.runtime,
    isWorldSure(path.resolve(options.out), options.fresh === true),
  );
  await early.underWay;
  const { runAndReport } = await import('./run-and-report.ts');
  return await runAndReport({ ...request, openRuntime: early.claim });
}

/** A course gives points other than the lab's. */
async function rulesOf(file: string): Promise<CourseRules> {
  const { findCourse } = await import('../course/rules/find-course.ts');
  const { loadRules } = await import('../course/load-rules.ts');
  return (await loadRules(await findCourse('.', file), undefined))([]);
}

async function renderOne(results: Results, outFolder: string, { verbose }: RunOptions): Promise<string> {
  const [labRun] = results.labRuns;
  if (labRun === undefined) return 'Nothing was graded.';
  const { renderLabRun } = await import('../../reports/terminal/render-lab-run.ts');
  const { renderTranscript } = await import('../../reports/terminal/render-transcript.ts');
  const { transcriptReader } = await import('../../reports/read-transcript.ts');
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
