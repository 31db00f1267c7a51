import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCheckout } from '../checkout.ts';
import { compareWithKnown, concludeComparison, readKnownFailures } from '../known-failures.ts';
import { updateConformancePage } from '../page-section.ts';
import { runSuiteCommand, type SuiteOptions } from '../suite-command.ts';
import { parsePublishedScores } from './parse-output.ts';
import { renderFailures, renderScores } from './render.ts';
import { runSpec } from './run-spec.ts';

const ORIGIN = 'https://github.com/uNetworking/h1spec';

const USAGE = `Usage: node tests/conformance/h1spec/main.ts CHECKOUT [--save FILE] [--update-page]

Runs the public suite uNetworking/h1spec against the web server of the lab, and compares with known-failures.yaml. All of
it stays on this machine. Takes seconds.

  CHECKOUT       folder of the suite: git clone ${ORIGIN}
  --save FILE    keep the raw results as JSON
  --update-page  write the tables into docs/conformance.md

Exit status: 0 nothing new, 1 a case fails that is not on the list, 2 the suite could not be run.`;

await runSuiteCommand(USAGE, async ({ checkout, save, updatesPage }: SuiteOptions) => {
  const known = await readKnownFailures(new URL('known-failures.yaml', import.meta.url));
  const { folder, commit } = await openCheckout(checkout, 'http_test.ts', ORIGIN);
  const published = parsePublishedScores(await readFile(join(folder, 'README.md'), 'utf8'));
  const cases = await runSpec(folder);
  if (save !== undefined) await writeFile(save, `${JSON.stringify(cases, null, 2)}\n`);
  const scores = `Suite at commit \`${commit}\`.\n\n${renderScores(cases, published)}`;
  console.log(`${scores}\n`);
  if (updatesPage) await updateConformancePage('h1spec', `${scores}\n\n${renderFailures(cases, known)}`);
  const outcomes = new Map(cases.map(({ description, hasPassed }) => [description, hasPassed]));
  const explain = (id: string) => cases.find(({ description }) => description === id)?.detail ?? '';
  const comparison = compareWithKnown(outcomes, known);
  const { text, exitCode } = concludeComparison(comparison, 'known-failures.yaml', explain);
  console.log(text);
  return exitCode;
});
