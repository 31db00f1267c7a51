import { existsSync } from 'node:fs';
import path from 'node:path';
import { type LintedLab, whereIs } from './linted-lab.ts';
import type { Problem } from './problem.ts';

/** Each part has a finished program that shows that its checks can be passed. */
export function lintReferences(linted: LintedLab): readonly Problem[] {
  const { lab, folder } = linted;
  return lab.parts.flatMap(({ id }) => {
    const entry = lab.reference[id];
    if (entry !== undefined && existsSync(path.join(folder, entry))) return [];
    return {
      where: whereIs(linted, id),
      what: `the part ${id} has no reference${entry === undefined ? '' : `: there is no file ${entry}`}`,
      mend: `Name its entry in reference: { '${id}': 'program/main.ts' }`,
    };
  });
}
