import { writeFile } from 'node:fs/promises';
import { compareWithKnown, concludeComparison, readKnownFailures } from '../known-failures.ts';
import { updateConformancePage } from '../page-section.ts';
import { runSuiteCommand, type SuiteOptions } from '../suite-command.ts';
import { renderFailures, renderScores } from './render.ts';
import { runSuite } from './run-suite.ts';
import { loadSuite } from './suite.ts';
import { outcomesOf } from './tally.ts';

const USAGE = `Usage: node tests/conformance/cache-tests/main.ts CHECKOUT [--save FILE] [--update-page]

Runs the public suite http-tests/cache-tests through the proxy of the lab, as a forward proxy, and compares with
known-failures.yaml. All of it stays on this machine. Takes about a minute.

  CHECKOUT       folder of the suite: git clone https://github.com/http-tests/cache-tests
  --save FILE    keep the raw results, in the form in which the suite publishes those of other caches
  --update-page  write the tables into docs/conformance.md

Exit status: 0 nothing new, 1 a case fails that is not on the list, 2 the suite could not be run.`;

await runSuiteCommand(USAGE, async ({ checkout, save, updatesPage }: SuiteOptions) => {
  const known = await readKnownFailures(new URL('known-failures.yaml', import.meta.url));
  const suite = await loadSuite(checkout);
  const results = await runSuite(suite);
  if (save !== undefined) await writeFile(save, `${JSON.stringify(results, null, 2)}\n`);
  const scores = `Suite at commit \`${suite.commit}\`.\n\n${renderScores(suite, results)}`;
  console.log(`${scores}\n`);
  if (updatesPage)
    await updateConformancePage('cache-tests', `${scores}\n\n${renderFailures(suite, results, known)}`);
  const explain = (id: string) =>
    results[id] === true ? 'a case that it depends on failed' : `${results[id]?.join(': ')}`;
  const comparison = compareWithKnown(outcomesOf(suite, results), known);
  const { text, exitCode } = concludeComparison(comparison, 'known-failures.yaml', explain);
  console.log(text);
  return exitCode;
});
