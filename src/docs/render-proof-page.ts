import type { Lab, Mutant, Variant } from '../../harness/engine/lab.ts';
import { labs } from '../../labs/index.ts';
import type { ProofLab, ProvenProgram } from '../../reports/catalogue/proof-lab.ts';
import { renderProof } from '../../reports/catalogue/render-proof.ts';
import { toLabSummary } from '../run/to-lab-run.ts';
import { type ProofRecord, readProofRecord } from './proof-record.ts';

/** `docs/proof.md`: the mutants and variants of every lab, and what was measured of them. */
export async function renderProofPage(): Promise<string> {
  return renderProof(
    await Promise.all(labs.map(async ({ id, load }) => toProofLab(await load(), await readProofRecord(id)))),
  );
}

function toProofLab(lab: Lab, record: ProofRecord): ProofLab {
  const { id, title, checks } = toLabSummary(lab);
  const known = new Set(checks.map((check) => check.id));
  // A record may be older than the lab: what it says of checks that are gone is gone with them.
  const measuredAs = (group: keyof ProofRecord, program: string) => {
    const found = record[group][program];
    if (found === undefined) return {};
    const still = (ids: readonly string[]) => ids.filter((each) => known.has(each));
    return { measured: { failed: still(found.failed), blocked: still(found.blocked) } };
  };
  const own = (kind: 'mutants' | 'variants', { folder }: Mutant | Variant) =>
    folder === undefined ? {} : { folder: `../labs/${id}/${kind}/${folder}` };
  return {
    id,
    title,
    checks,
    references: Object.keys(lab.reference).map((part) => ({
      id: part,
      title: 'The finished program',
      mustFail: [],
      passes: [],
      ...measuredAs('references', part),
    })),
    mutants: lab.mutants.map(
      (mutant): ProvenProgram => ({
        id: mutant.id,
        title: mutant.title,
        ...own('mutants', mutant),
        mustFail: mutant.fails,
        passes: [],
        ...measuredAs('mutants', mutant.id),
      }),
    ),
    variants: lab.variants.map(
      (variant): ProvenProgram => ({
        id: variant.id,
        title: variant.title,
        ...own('variants', variant),
        mustFail: variant.lacks ?? [],
        passes: variant.passes,
        ...measuredAs('variants', variant.id),
      }),
    ),
  };
}
