import type { Lab } from '../../harness/engine/lab.ts';
import { lintPoints, lintSources, lintTexts } from './check-rules.ts';
import { lintCoverage } from './coverage-rule.ts';
import { lintIds, lintRecordedIds } from './id-rules.ts';
import { type LintedLab, readLintedLab } from './linted-lab.ts';
import { lintNeeds } from './needs-rules.ts';
import type { Problem } from './problem.ts';
import { lintPrograms } from './program-rules.ts';
import { lintReferences } from './reference-rules.ts';
import { lintScenarios, lintUnusedScenarios } from './scenario-rules.ts';

type Rule = (linted: LintedLab) => readonly Problem[] | Promise<readonly Problem[]>;

const rules: readonly Rule[] = [
  lintIds,
  lintRecordedIds,
  lintTexts,
  lintSources,
  lintPoints,
  lintNeeds,
  lintScenarios,
  lintUnusedScenarios,
  lintReferences,
  lintCoverage,
  lintPrograms,
];

/**
 * What is wrong with a lab, as far as its definition shows it; no program is started.
 * @param folder of the lab, absolute
 */
export async function lintLab(lab: Lab, folder: string): Promise<readonly Problem[]> {
  const linted = await readLintedLab(lab, folder);
  return (await Promise.all(rules.map((rule) => rule(linted)))).flat();
}
