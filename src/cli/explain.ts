import type { Command } from 'commander';
import type { Lab } from '../../harness/engine/lab.ts';
import { GradeError } from '../../harness/runtime/errors.ts';
import { labs } from '../../labs/index.ts';
import { printChecks } from './print-checks.ts';
import { findCheck } from './selection.ts';
import { print, terminalOptions } from './terminal.ts';

/** `grade explain CHECK-ID`: what is sent, what is expected, why, and the usual mistake. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('what a check sends, what it expects, and why')
    .usage('<check>')
    .argument('[check]', 'as the report names it; `grade list LAB` names those of a lab')
    .action(async (name: string | undefined) => {
      const entry = labs.find((each) => each.id === name);
      if (entry !== undefined) return explainLab(await entry.load());
      const { lab, id } = await findCheck(name ?? noCheck());
      const { explainCheck } = await import('./explain-check.ts');
      await print(explainCheck(lab, id, terminalOptions()));
    });
}

/** Whoever names a lab wants to know what there is to explain. */
async function explainLab(lab: Lab): Promise<void> {
  await printChecks(lab);
  await print(`The handout is labs/${lab.id}/handout.md. One check: grade explain ${lab.checks[0]?.id}\n`);
}

function noCheck(): never {
  throw new GradeError(
    'no-check',
    'Which check? The report names them, and so does `grade list LAB`. For example: grade explain web-server/crlf',
  );
}
