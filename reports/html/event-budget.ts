import type { LabRun } from '../schema.ts';

const shownInPage = 320;
const shownInScenario = 300;
const fewestShown = 24;

/**
 * How many events of a scenario's conversations stand in the page of its lab run: the more, the fewer scenarios there
 * are, and more where a check failed. A chatty program must not make a page that no browser opens; the stored
 * transcript has them all.
 */
export function eventBudget({ scenarios, verdicts }: LabRun, scenario: string): number {
  const failed = new Set(verdicts.filter(({ status }) => status === 'failed').map((each) => each.scenario));
  const weightOf = (id: string) => (failed.has(id) ? 3 : 1);
  const weights = scenarios.reduce((sum, { id }) => sum + weightOf(id), 0);
  const share = Math.floor((shownInPage * weightOf(scenario)) / Math.max(1, weights));
  return Math.min(shownInScenario, Math.max(fewestShown, share));
}
