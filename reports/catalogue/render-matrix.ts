import type { Kind } from '../schema.ts';
import { anchorOf, cell, table } from './markdown.ts';
import { type ProofLab, type ProvenProgram, wrongDeductions } from './proof-lab.ts';

const marks = { caught: '●', missed: '✗', blocked: '○', wrong: '!', unmeasured: '?', none: '' } as const;

/**
 * Mutants by checks of one kind, as they were measured. A mutant that does nothing to these checks has no row; checks
 * are numbered, as the table has no room for their names.
 */
export function renderMatrix({ checks, mutants }: ProofLab, kind: Kind): string {
  const columns = checks.filter((check) => check.kind === kind);
  if (columns.length === 0) return 'None.';
  const ids = columns.map(({ id }) => id);
  const rows = mutants.filter((mutant) => touched(mutant).some((id) => ids.includes(id)));
  const legend = columns.map(
    (check, index) => `${index + 1}. [${cell(check.title)}](checks.md#${anchorOf(check)})`,
  );
  return [
    legend.join('\n'),
    table(
      ['', ...ids.map((_, index) => String(index + 1))],
      ['---', ...ids.map(() => ':-:')],
      rows.map((mutant) => [`\`${mutant.id}\``, ...ids.map((id) => marks[outcomeOf(mutant, id)])]),
    ),
    '● caught, ○ blocked by what was caught, ✗ not caught, ! a wrong deduction, ? not measured.',
  ].join('\n\n');
}

function touched({ mustFail, measured }: ProvenProgram): readonly string[] {
  return [...mustFail, ...(measured?.failed ?? []), ...(measured?.blocked ?? [])];
}

function outcomeOf(mutant: ProvenProgram, check: string): keyof typeof marks {
  const { mustFail, measured } = mutant;
  if (measured === undefined) return mustFail.includes(check) ? 'unmeasured' : 'none';
  if (mustFail.includes(check)) return measured.failed.includes(check) ? 'caught' : 'missed';
  if (wrongDeductions(mutant).includes(check)) return 'wrong';
  return measured.blocked.includes(check) ? 'blocked' : 'none';
}
