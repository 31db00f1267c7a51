import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** Id of a case -> why it fails, in a sentence. */
export type KnownFailures = ReadonlyMap<string, string>;

/** What changed against the list. */
export interface Comparison {
  /** Fail now and are not on the list. */
  readonly unexpected: readonly string[];
  /** Are on the list and pass now, or are no longer in the suite: the list can shrink. */
  readonly obsolete: readonly string[];
}

const schema = z.record(z.string(), z.string().min(20, 'a known failure needs a reason'));

/** @throws Error that names the file, when it is not a map of ids to reasons */
export async function readKnownFailures(file: string | URL): Promise<KnownFailures> {
  const parsed = schema.safeParse(parse(await readFile(file, 'utf8')) ?? {});
  if (!parsed.success)
    throw new Error(`Reading ${file}: ${z.prettifyError(parsed.error)}. Write one "id: reason" for each.`);
  return new Map(Object.entries(parsed.data));
}

/** @param outcomes of every case that was run, true where it passed */
export function compareWithKnown(outcomes: ReadonlyMap<string, boolean>, known: KnownFailures): Comparison {
  const failed = [...outcomes].filter(([, hasPassed]) => !hasPassed).map(([id]) => id);
  return {
    unexpected: failed.filter((id) => !known.has(id)),
    obsolete: [...known.keys()].filter((id) => outcomes.get(id) !== false),
  };
}

/** What to say of a comparison, and the exit status: 1 when something failed that should not. */
export function concludeComparison(
  { unexpected, obsolete }: Comparison,
  listName: string,
  explain: (id: string) => string,
): { readonly text: string; readonly exitCode: 0 | 1 } {
  const lines = [
    ...unexpected.map((id) => `NEW FAILURE  ${id}: ${explain(id)}`),
    ...obsolete.map((id) => `PASSES NOW   ${id}: remove it from ${listName}`),
  ];
  if (lines.length === 0) lines.push(`Nothing but the failures in ${listName}.`);
  return { text: lines.join('\n'), exitCode: unexpected.length > 0 ? 1 : 0 };
}

/** Failures in Markdown, those with the same reason together. @param label how a case is shown */
export function listFailures(
  failed: readonly string[],
  known: KnownFailures,
  label: (id: string) => string,
): string {
  const byReason = Map.groupBy(failed, (id) => known.get(id) ?? 'Not looked into yet.');
  const lines = [...byReason].map(([reason, ids]) => `- ${ids.map(label).join(', ')}: ${reason}`);
  return lines.length === 0 ? 'Nothing fails.' : `What fails, and why:\n\n${lines.join('\n')}`;
}
