import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { chooseRuntime } from '../../harness/runtime/choose-runtime.ts';
import type { RuntimeName } from '../../harness/runtime/runtime.ts';
import { repeatable } from './repeatable.ts';

/** Options that `grade all` and `grade lab` share, as commander gives them. */
export interface RunOptions {
  readonly out: string;
  readonly runtime: RuntimeName;
  readonly jobs: number;
  readonly seed?: string;
  readonly only: readonly string[];
  readonly json?: boolean;
  readonly failUnder?: number;
  readonly verbose?: boolean;
  readonly fresh?: boolean;
  /** File of the course's rules. */
  readonly course?: string;
}

/** Scenarios mostly wait, so worlds outnumber cores. */
const defaultJobs = Math.max(4, availableParallelism() * 2);

/** Where a command grades something, of its arguments: the rules of the course may lie there. */
type LocationOf = (args: readonly (string | undefined)[]) => string | undefined;

export function addRunOptions(command: Command, locationOf: LocationOf = () => undefined): Command {
  return command
    .hook('preAction', () => useUsualRuntime(command, locationOf(command.args)))
    .option('-o, --out <folder>', 'where the report goes', 'grade-report')
    .addOption(
      new Option(
        '--runtime <name>',
        'how worlds are made (default: namespace where that works, else docker)',
      ).choices(['namespace', 'docker', 'process']),
    )
    .option(
      '-j, --jobs <number>',
      'submissions at the same time, in two worlds each',
      wholeNumber,
      defaultJobs,
    )
    .option('--seed <text>', 'same seed, same stories (default: that of the last report, or a new one)')
    .addOption(repeatable('--only <name>', 'this lab, part of a lab or check only', 'all'))
    .option('--json', 'the canonical result on standard output, and nothing else there')
    .option('--fail-under <points>', 'exit with 1 when a score is below', points)
    .option('--verbose', 'also what the program printed and what was said on the wire')
    .option('--fresh', 'grade again what has not changed since the last report')
    .option(
      '--course <file>',
      'the rules of the course (default for a class: course.yaml in it, or beside it)',
    );
}

/** That of `course.yaml`, else the usual one of this machine. */
async function useUsualRuntime(command: Command, location: string | undefined): Promise<void> {
  if (command.getOptionValue('runtime') !== undefined) return;
  const file = command.getOptionValue('course') as string | undefined;
  const runtime = await runtimeOfCourse(location, file);
  command.setOptionValue('runtime', runtime ?? (await chooseRuntime()));
}

async function runtimeOfCourse(
  location: string | undefined,
  file: string | undefined,
): Promise<RuntimeName | undefined> {
  if (location === undefined && file === undefined) return undefined;
  const { findCourse } = await import('../course/rules/find-course.ts');
  return (await findCourse(location ?? '.', file))?.settings.runtime;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 256) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 256.');
  }
  return number;
}

function points(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new InvalidArgumentError('It must be a number of points.');
  }
  return number;
}
