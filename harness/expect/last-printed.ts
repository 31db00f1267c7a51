import type { Observation } from '../engine/observation.ts';
import { printedText } from '../protocols/ping/read-output.ts';
import type { Evidence } from './failure.ts';

/**
 * The last line that the last start of the program printed: the place where something is missing at the end. Empty when
 * nothing was printed.
 */
export function lastPrinted({ programs }: Pick<Observation, 'programs'>): Evidence[] {
  const printed = printedText(programs.at(-1)?.output ?? []).trimEnd();
  const text = printed.slice(printed.lastIndexOf('\n') + 1).trim();
  return text === '' ? [] : [{ kind: 'output', program: programs.length - 1, text }];
}
