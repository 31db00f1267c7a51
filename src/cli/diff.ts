import type { Command } from 'commander';
import { readResults } from './read-results.ts';
import { print, terminalOptions } from './terminal.ts';

const diffStatus = { same: 0, different: 1 } as const;

/** `grade diff A B`: in which verdicts and points two results differ. */
export function addDiffCommand(program: Command, done: (status: number) => void): void {
  program
    .command('diff')
    .description('compare two results: verdicts, points, what could be graded')
    .argument('<first>', 'a results.json, or the folder of a report')
    .argument('<second>', 'another')
    .option('--json', 'the differences on standard output, for programs')
    .addHelpText(
      'after',
      '\nTimes and ids are no difference.\nExit status: 0 the same verdicts and points, 1 different ones, 2 usage or environment.',
    )
    .action(async (first: string, second: string, { json }: { readonly json?: boolean }) => {
      const { compareResults } = await import('../../reports/diff/compare-results.ts');
      const difference = compareResults(await readResults(first), await readResults(second));
      if (json) await print(`${JSON.stringify(difference, undefined, 2)}\n`);
      else {
        const { renderDiff } = await import('../../reports/diff/render-diff.ts');
        await print(renderDiff(difference, terminalOptions()));
      }
      done(difference.isSame ? diffStatus.same : diffStatus.different);
    });
}
