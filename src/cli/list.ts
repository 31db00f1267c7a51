import type { Command } from 'commander';
import { labs } from '../../labs/index.ts';
import { print } from './run-and-report.ts';

/** `grade list`: the labs, and with `--checks` all that is checked. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list the labs, or what they check')
    .option('--checks', 'also every check with its points')
    .action(async ({ checks }: { readonly checks?: boolean }) => {
      for (const { load } of labs) {
        const lab = await load();
        await print(`${lab.id.padEnd(12)} ${lab.summary}\n`);
        for (const check of checks ? lab.checks : []) {
          await print(
            `  ${check.id.padEnd(52)} ${check.kind.padEnd(9)} ${String(check.points).padStart(3)}  ${check.title}\n`,
          );
        }
      }
    });
}
