import path from 'node:path';
import type { Command } from 'commander';
import type { Lab } from '../../harness/engine/lab.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { type LabEntry, labs } from '../../labs/index.ts';
import { formatCount } from '../../reports/text/format.ts';
import { exitStatus } from './exit-status.ts';
import { findLab } from './selection.ts';
import { print } from './terminal.ts';

/** `grade lint [LAB]`: what is wrong with the definition of a lab, or of all; nothing is started. */
export function addLintCommand(program: Command, done: (status: number) => void): void {
  program
    .command('lint')
    .description('tell what is wrong with the definition of a lab')
    .argument('[lab]', 'this lab; without it, all of them')
    .action(async (id: string | undefined) => {
      done(await lintLabs(id === undefined ? labs : [findLab(id, 'lint')], print));
    });
}

/**
 * Prints a line for each problem, and one for each lab.
 * @returns the exit status: 0 when there is nothing wrong, else 1
 */
export async function lintLabs(
  entries: readonly LabEntry[],
  write: (text: string) => Promise<void>,
): Promise<number> {
  const { lintLab } = await import('../lint/lint-lab.ts');
  const { formatProblem } = await import('../lint/problem.ts');
  let found = 0;
  for (const { load, module } of entries) {
    const lab = await load();
    const problems = await lintLab(lab, path.resolve(appFolder, path.dirname(module)));
    for (const problem of problems) await write(`${formatProblem(problem)}\n`);
    const outcome = problems.length === 0 ? 'nothing wrong' : formatCount(problems.length, 'problem');
    await write(`${lab.id}: ${sizeOf(lab)}; ${outcome}\n`);
    found += problems.length;
  }
  return found === 0 ? exitStatus.graded : exitStatus.belowThreshold;
}

function sizeOf({ checks, mutants, variants }: Lab): string {
  return [
    formatCount(checks.length, 'check'),
    formatCount(mutants.length, 'mutant'),
    formatCount(variants.length, 'variant'),
  ].join(', ');
}
