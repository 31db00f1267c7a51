import type { Command } from 'commander';
import type { Lab } from '../../harness/engine/lab.ts';
import { labs } from '../../labs/index.ts';
import { renderCheckList } from '../../reports/terminal/render-check-list.ts';
import { toLabSummary } from '../run/to-lab-run.ts';
import { print, terminalOptions } from './run-and-report.ts';
import { findLab } from './selection.ts';

/** `grade list`: the labs; `grade list LAB`, or `--checks` for all labs, what is checked. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list the labs, or what they check')
    .argument('[lab]', 'lists the checks of this lab, with their points')
    .option('--checks', 'the checks of every lab')
    .action(async (id: string | undefined, { checks }: { readonly checks?: boolean }) => {
      if (id !== undefined) return printChecks(await findLab(id, 'list').load());
      for (const { load } of labs) {
        const lab = await load();
        if (checks) await printChecks(lab);
        else await print(`${lab.id.padEnd(12)} ${lab.summary}\n`);
      }
    });
}

async function printChecks(lab: Lab): Promise<void> {
  await print(`${renderCheckList(toLabSummary(lab), terminalOptions())}\n`);
}
