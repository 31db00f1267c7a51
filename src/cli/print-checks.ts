import type { Lab } from '../../harness/engine/lab.ts';
import { print, terminalOptions } from './terminal.ts';

/** What a lab checks, with points, on standard output. */
export async function printChecks(lab: Lab): Promise<void> {
  // Loaded here, as most commands do without what lies behind them.
  const { renderCheckList } = await import('../../reports/terminal/render-check-list.ts');
  const { toLabSummary } = await import('../run/to-lab-run.ts');
  await print(`${renderCheckList(toLabSummary(lab), terminalOptions())}\n`);
}
