import type { LabOutcome } from '../../harness/engine/grade-submission.ts';
import type { Lab } from '../../harness/engine/lab.ts';
import {
  type Measurement,
  type ProofGroup,
  type ProofRecord,
  readProofRecord,
  writeProofRecord,
} from '../../src/docs/proof-record.ts';

/** What one run of a lab's proof saw; kept in the lab's folder when RECORD_PROOF is set. */
export class Measurements {
  readonly #lab: Lab;
  readonly #seen: Record<ProofGroup, Record<string, Measurement>> = {
    mutants: {},
    variants: {},
    references: {},
  };

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  add(group: ProofGroup, id: string, { verdicts }: LabOutcome): void {
    const withStatus = (wanted: string) =>
      verdicts.filter(({ status }) => status === wanted).map(({ check }) => check);
    this.#seen[group][id] = { failed: withStatus('failed'), blocked: withStatus('blocked') };
  }

  /** Merges what was seen into the record. Programs that the lab no longer has leave it. */
  async keep(): Promise<void> {
    if (process.env.RECORD_PROOF === undefined) return;
    const before = await readProofRecord(this.#lab.id);
    const known = {
      mutants: this.#lab.mutants.map(({ id }) => id),
      variants: this.#lab.variants.map(({ id }) => id),
      references: Object.keys(this.#lab.reference),
    };
    const merged = (group: ProofGroup) => {
      const all = { ...before[group], ...this.#seen[group] };
      return Object.fromEntries(Object.entries(all).filter(([id]) => known[group].includes(id)));
    };
    const record: ProofRecord = {
      mutants: merged('mutants'),
      variants: merged('variants'),
      references: merged('references'),
    };
    await writeProofRecord(this.#lab.id, record);
  }
}
