import type { Command } from 'commander';
import { labs } from '../../labs/index.ts';
import { printChecks } from './print-checks.ts';
import { findLab } from './selection.ts';
import { print } from './terminal.ts';

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
