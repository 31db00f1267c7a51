import { type KnownFailures, listFailures } from '../known-failures.ts';
import { markdownTable } from '../markdown-table.ts';
import type { SpecCase } from './parse-output.ts';

/** The result beside those that h1spec publishes, in Markdown. */
export function renderScores(
  cases: readonly SpecCase[],
  published: readonly { name: string; passed: number }[],
): string {
  const passed = cases.filter(({ hasPassed }) => hasPassed).length;
  const others = published.toSorted((a, b) => b.passed - a.passed);
  return markdownTable(
    ['server', `passed, of ${cases.length}`],
    [['web server of the lab', passed], ...others.map(({ name, passed: theirs }) => [name, theirs])],
  );
}

export function renderFailures(cases: readonly SpecCase[], known: KnownFailures): string {
  const failed = cases.filter(({ hasPassed }) => !hasPassed).map(({ description }) => description);
  return listFailures(failed, known, (description) => `"${description}"`);
}
