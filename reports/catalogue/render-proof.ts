import { kindWords } from '../status-words.ts';
import { formatNumber } from '../text/format.ts';
import { anchorOf, cell, escapeMarkdown, table } from './markdown.ts';
import { type ProofLab, type ProvenProgram, scoreProof } from './proof-lab.ts';
import { renderMatrix } from './render-matrix.ts';

/** How the checks were tested, and what came of it: a Markdown page, `docs/proof.md`. */
export function renderProof(labs: readonly ProofLab[]): string {
  return `${[
    '# Proof of the checks',
    '<!-- Made from the labs and from what was measured. Do not edit by hand. -->',
    introduction,
    '## Score',
    renderScore(labs),
    '## Measure it anew',
    howTo,
    ...labs.map(renderLab),
  ].join('\n\n')}\n`;
}

const introduction = `A check is worth what it tells apart. So each lab has, beside its finished program,

- *mutants*: the finished program with one fault, or a whole program as a student might write it, with all its faults known. Each
  names the checks that it must fail. It has to fail exactly these; what waits for one of them is blocked;
- *variants*: programs that are right and unusual, in wording, in library, in what the standards leave open. Each names the
  checks that it is about and has to pass them. Where one does not attempt an extension, it says so, and fails that and
  nothing else.

Every check is failed by a mutant, and passed by a variant that is about it.`;

const howTo = `\`\`\`
node src/docs/measure-proof.ts                # every lab
node src/docs/measure-proof.ts web-server     # one lab
npx vitest run labs/web-server/lab.test.ts -t lf-only     # one program, nothing is written
\`\`\`

The first two run every program in worlds of its own, write what was seen to \`labs/<lab>/measured.json\`, and write this page from
it. \`./test\` measures all of it again and stops at the first difference; it also holds this page to the labs.`;

function renderScore(labs: readonly ProofLab[]): string {
  const row = (name: string, some: readonly ProofLab[]) => {
    const score = scoreProof(some);
    const of = (part: number, all: number) => (part === all ? formatNumber(all) : `${part} of ${all}`);
    return [
      name,
      formatNumber(score.checks),
      formatNumber(score.planted),
      of(score.measured, score.planted),
      `${formatNumber(score.caught)}`,
      formatNumber(score.wrongInMutants),
      of(score.rightMeasured, score.right),
      formatNumber(score.wrongInRight),
    ];
  };
  const head = [
    'lab',
    'checks',
    'faulty programs',
    'measured',
    'caught',
    'wrong deductions',
    'right programs measured',
    'wrong deductions',
  ];
  return table(
    head,
    head.map((_, column) => (column === 0 ? '---' : '--:')),
    [...labs.map((lab) => row(`[${escapeMarkdown(lab.title)}](#${lab.id})`, [lab])), row('**all**', labs)],
  );
}

function renderLab(lab: ProofLab): string {
  return [
    `<a id="${lab.id}"></a>\n\n## ${escapeMarkdown(lab.title)}`,
    ...(['core', 'extension', 'robust'] as const).flatMap((kind) => [
      `### ${escapeMarkdown(lab.title)}: ${kindWords[kind]}`,
      renderMatrix(lab, kind),
    ]),
    `### ${escapeMarkdown(lab.title)}: mutants`,
    table(['mutant', 'fault'], ['---', '---'], lab.mutants.map(describe)),
    `### ${escapeMarkdown(lab.title)}: variants`,
    table(
      ['variant', 'unusual in that', 'stands for'],
      ['---', '---', '---'],
      lab.variants.map((each) => [...describe(each), each.passes.map(linked).join(', ')]),
    ),
  ].join('\n\n');
}

function describe({ id, title, folder }: ProvenProgram): string[] {
  return [folder === undefined ? `\`${id}\`` : `[\`${id}\`](${folder})`, cell(title)];
}

function linked(check: string): string {
  return `[${check.slice(check.indexOf('/') + 1)}](checks.md#${anchorOf({ id: check })})`;
}
