import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { chooseRuntime } from '../../harness/runtime/choose-runtime.ts';
import type { RuntimeName } from '../../harness/runtime/runtime.ts';

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
}

/** Scenarios mostly wait, so worlds outnumber cores. */
const defaultJobs = Math.max(4, availableParallelism() * 2);

export function addRunOptions(command: Command): Command {
  return command
    .hook('preAction', useUsualRuntime)
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
    .option('--only <name>', 'this lab, part of a lab or check only; may be repeated', collect, [])
    .option('--json', 'the canonical result on standard output, and nothing else there')
    .option('--fail-under <points>', 'exit with 1 when a score is below', points)
    .option('--verbose', 'also what the program printed and what was said on the wire')
    .option('--fresh', 'grade again what has not changed since the last report');
}

async function useUsualRuntime(command: Command): Promise<void> {
  if (command.getOptionValue('runtime') === undefined)
    command.setOptionValue('runtime', await chooseRuntime());
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
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
