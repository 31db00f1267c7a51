import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Argument, type Command } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import type { Exported } from '../../reports/export/export-file.ts';
import { formatCount } from '../../reports/text/format.ts';
import { writeWhole } from '../run/write-whole.ts';
import { exitStatus } from './exit-status.ts';
import { type ExportOptions, exporters } from './exporters.ts';
import { readResults } from './read-results.ts';
import { repeatable } from './repeatable.ts';
import { print, warn } from './terminal.ts';

/** `grade export FORMAT RESULTS`: what other tools of a course read. */
export function addExportCommand(program: Command, done: (status: number) => void): void {
  program
    .command('export')
    .description('write a result in the format of another tool')
    .addArgument(new Argument('<format>', 'whose format').choices(Object.keys(exporters)))
    .argument('[results]', 'a results.json, or the folder of a report', 'grade-report')
    .option('-o, --out <folder>', 'where the files go (default: grade-export/<format>)')
    .option('--bonus', 'count bonus points in the score')
    .option('--template <file>', 'canvas: the gradebook as exported from Canvas')
    .addOption(
      repeatable('--assignment <column>', "canvas: 'Title (id)', or 'LAB=Title (id)'", 'found by title'),
    )
    .addHelpText('after', exitHelp)
    .action(async (format: string, location: string, options: ExportOptions) => {
      done(await exportResults(format, location, options));
    });
}

const exitHelp = `
Exit status: 0 all is exported, 2 usage or environment, 3 something has no score or no place.`;

async function exportResults(format: string, location: string, options: ExportOptions): Promise<number> {
  refuseUseless(format, options);
  const results = await readResults(location);
  const exported = await exporters[format]?.(results, options);
  if (exported === undefined) return exitStatus.unusable;
  await write(exported, options.out ?? path.join('grade-export', format));
  const ungraded = results.labRuns.filter(({ gradable }) => !gradable).length;
  const { leftOut, remarks } = exported;
  const missing = leftOut.length === 0 && ungraded > 0 ? [withoutScore(ungraded)] : leftOut;
  for (const sentence of [...remarks, ...missing]) warn(sentence);
  return missing.length > 0 ? exitStatus.ungradable : exitStatus.graded;
}

/** Who gives an option expects it to do something. */
function refuseUseless(format: string, { bonus, template, assignment }: ExportOptions): void {
  const isForCanvas = template !== undefined || assignment.length > 0;
  if (isForCanvas && format !== 'canvas')
    throw new GradeError('useless-option', `--template and --assignment are for canvas, not for ${format}.`);
  if (bonus && (format === 'junit' || format === 'github'))
    throw new GradeError('useless-option', `${format} shows points and bonus apart; leave out --bonus.`);
}

async function write({ files, absent = [] }: Exported, folder: string): Promise<void> {
  for (const relative of absent) await rm(path.resolve(folder, relative), { force: true });
  for (const { path: relative, content } of files) await writeWhole(path.resolve(folder, relative), content);
  const names = files.slice(0, 3).map(({ path: relative }) => relative);
  const list = files.length > 3 ? `${names.join(', ')}, ...` : names.join(', ');
  if (files.length > 0) await print(`${formatCount(files.length, 'file')} in ${folder}: ${list}\n`);
}

function withoutScore(count: number): string {
  return `${formatCount(count, 'submission')} could not be graded, and went out without a score, not as a zero.`;
}
