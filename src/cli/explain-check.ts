import type { Lab } from '../../harness/engine/lab.ts';
import { GradeError } from '../../harness/runtime/errors.ts';
import type { TerminalOptions } from '../../reports/terminal/ink.ts';
import { renderExplain } from '../../reports/terminal/render-explain.ts';
import { toLabSummary } from '../run/to-lab-run.ts';

/**
 * The text of `grade explain ID`: what is sent, expected and cited, the usual mistake, and the programs that show what
 * the check tells apart and what it allows.
 * @throws GradeError when the lab has no such check
 */
export function explainCheck(lab: Lab, id: string, options: TerminalOptions): string {
  const check = toLabSummary(lab).checks.find((each) => each.id === id);
  if (check === undefined) throw new GradeError('unknown-check', `There is no check ${id}.`);
  const failing = lab.mutants.filter(({ fails }) => fails.includes(id));
  const passing = lab.variants.filter(({ passes }) => passes.includes(id));
  return [
    renderExplain(check, options),
    programs('Faults it is known to catch', failing),
    programs('Unusual programs that are known to pass it', passing),
  ].join('');
}

function programs(
  heading: string,
  found: readonly { readonly id: string; readonly title: string }[],
): string {
  if (found.length === 0) return '';
  return `\n${heading}\n${found.map(({ id, title }) => `  - ${title} (${id})`).join('\n')}\n`;
}
