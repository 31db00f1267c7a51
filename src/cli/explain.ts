import type { Command } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import { renderExplain } from '../../reports/terminal/render-explain.ts';
import { toLabSummary } from '../run/to-lab-run.ts';
import { print, terminalOptions } from './run-and-report.ts';
import { findCheck } from './selection.ts';

/** `grade explain CHECK-ID`: what is sent, what is expected, why, and the usual mistake. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('what a check sends, what it expects, and why')
    .argument('<check-id>', 'as the report names it; `grade list --checks` names all')
    .action(async (id: string) => {
      const { lab } = await findCheck(id);
      const check = toLabSummary(lab).checks.find((each) => each.id === id);
      if (check === undefined) throw new GradeError('unknown-check', `There is no check ${id}.`);
      const catches = lab.mutants
        .filter(({ fails }) => fails.includes(id))
        .map(({ title }) => `  - ${title}`);
      const faults = catches.length > 0 ? `\nFaults it is known to catch:\n${catches.join('\n')}\n` : '';
      await print(`${renderExplain(check, terminalOptions())}\n${faults}`);
    });
}
