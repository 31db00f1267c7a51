import { type KnownFailures, listFailures } from '../known-failures.ts';
import { markdownTable } from '../markdown-table.ts';
import type { RawResults, Suite } from './suite.ts';
import { countPassing, outcomesOf, sharedCaches, sizeOf, tally, tallyUnion } from './tally.ts';

/** The results beside those of other caches, in Markdown. */
export function renderScores(suite: Suite, results: RawResults): string {
  const size = sizeOf(suite);
  const others = sharedCaches(suite)
    .map(({ name, version, results: theirs }) => ({ name, version, ...tally(suite, theirs) }))
    .sort((a, b) => b.required - a.required);
  const rows = [
    { name: 'proxy of the lab', version: '', ...tally(suite, results) },
    { name: 'any of those below', version: '', ...tallyUnion(suite) },
    ...others,
  ];
  return markdownTable(
    ['cache', 'version', `required, of ${size.required}`, `optimal, of ${size.optimal}`],
    rows.map(({ name, version, required, optimal }) => [name, version, required, optimal]),
  );
}

/** Every required or optimal case that does not pass, with its reason, in Markdown; required ones first. */
export function renderFailures(suite: Suite, results: RawResults, known: KnownFailures): string {
  const outcomes = outcomesOf(suite, results);
  const failed = suite.cases
    .filter(({ id }) => outcomes.get(id) === false)
    .sort((a, b) => b.kind.localeCompare(a.kind));
  const label = (wanted: string) => {
    const kind = failed.find(({ id }) => id === wanted)?.kind;
    return `\`${wanted}\` (${kind}; passed by ${countPassing(suite, wanted)} of the others)`;
  };
  return listFailures(
    failed.map(({ id }) => id),
    known,
    label,
  );
}
