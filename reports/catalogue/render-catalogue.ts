import type { CheckSummary } from '../schema.ts';
import { kindWords, levelWords } from '../status-words.ts';
import { formatCount, formatPoints } from '../text/format.ts';
import { anchorOf, cell, escapeMarkdown } from './markdown.ts';

type Fields = 'id' | 'title' | 'kind' | 'level' | 'points' | 'sources' | 'explanation';

/** A check, the ids of the mutants that fail it, and of the unusual programs that pass it. */
type CatalogueCheck = Pick<CheckSummary, Fields> & {
  readonly mutants: readonly string[];
  readonly variants: readonly string[];
};

export interface CatalogueLab {
  readonly id: string;
  readonly title: string;
  readonly checks: readonly CatalogueCheck[];
}

/** All checks of all labs as a Markdown page, `docs/checks.md`. */
export function renderCatalogue(labs: readonly CatalogueLab[]): string {
  const count = labs.reduce((sum, { checks }) => sum + checks.length, 0);
  const contents = labs.map(
    ({ id, title, checks }) => `- [${escapeMarkdown(title)}](#${id}): ${formatCount(checks.length, 'check')}`,
  );
  return `${[
    '# Checks',
    '<!-- Made from the labs. Do not edit by hand. -->',
    `${formatCount(count, 'check')} in ${formatCount(labs.length, 'lab')}. Ids are permanent. Core checks of a lab make 100 points, bonus comes on top, robustness is reported. Programs with known faults, and right ones that are unusual, [prove them](proof.md).`,
    contents.join('\n'),
    ...labs.map(renderLab),
  ].join('\n\n')}\n`;
}

function renderLab({ id, title, checks }: CatalogueLab): string {
  const rows = checks.map(
    (check) =>
      `| [\`${check.id}\`](#${anchorOf(check)}) | ${cell(check.title)} | ${kindWords[check.kind]} | ${formatPoints(check.points)} |`,
  );
  const table = ['| check | requirement | kind | points |', '|---|---|---|---:|', ...rows].join('\n');
  return [`<a id="${id}"></a>\n\n## ${escapeMarkdown(title)}`, table, ...checks.map(renderCheck)].join(
    '\n\n',
  );
}

function renderCheck(check: CatalogueCheck): string {
  const { id, title, kind, level, points, sources, explanation, mutants, variants } = check;
  const worth = points > 0 ? formatCount(points, 'point') : 'no points';
  const cited = sources.map(({ text, url }) =>
    url ? `[${escapeMarkdown(text)}](${url})` : escapeMarkdown(text),
  );
  return [
    `<a id="${anchorOf(check)}"></a>\n\n### ${escapeMarkdown(title)}`,
    `\`${id}\` · ${kindWords[kind]}, ${worth} · ${levelWords[level]} · ${cited.join(', ')}`,
    `**Does.** ${escapeMarkdown(explanation.does)} **Expects.** ${escapeMarkdown(explanation.expects)}`,
    `**Why.** ${escapeMarkdown(explanation.why)} **The usual mistake.** ${escapeMarkdown(explanation.mistake)}`,
    ...(mutants.length === 0 ? [] : [`Told apart from: ${inCode(mutants)}.`]),
    ...(variants.length === 0 ? [] : [`Passed, too, by: ${inCode(variants)}.`]),
  ].join('\n\n');
}

function inCode(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ');
}
