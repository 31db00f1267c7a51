import type { CheckSummary } from '../schema.ts';

/** What one program of a proof must lose, and what it was seen to lose: ids of checks. */
export interface ProvenProgram {
  readonly id: string;
  readonly title: string;
  /** A folder with a program of its own, relative to `docs/`; undefined for edits of the reference. */
  readonly folder?: string;
  readonly mustFail: readonly string[];
  /** Checks that a right and unusual program is about. */
  readonly passes: readonly string[];
  /** Undefined when it was not measured yet. */
  readonly measured?: { readonly failed: readonly string[]; readonly blocked: readonly string[] };
}

/** A lab with the programs that prove its checks. */
export interface ProofLab {
  readonly id: string;
  readonly title: string;
  readonly checks: readonly Pick<CheckSummary, 'id' | 'title' | 'kind'>[];
  readonly references: readonly ProvenProgram[];
  readonly mutants: readonly ProvenProgram[];
  readonly variants: readonly ProvenProgram[];
}

/** The mutation score. */
export interface ProofScore {
  readonly checks: number;
  readonly planted: number;
  /** Mutants that were measured. */
  readonly measured: number;
  /** Mutants that failed every check that names their fault. */
  readonly caught: number;
  /** Failed checks that nothing planted explains, in mutants. */
  readonly wrongInMutants: number;
  /** Finished programs and variants that were measured, of all. */
  readonly rightMeasured: number;
  readonly right: number;
  /** Failed checks in programs that are right. */
  readonly wrongInRight: number;
}

/** Counts what was measured of some labs. */
export function scoreProof(labs: readonly ProofLab[]): ProofScore {
  const mutants = labs.flatMap((lab) => lab.mutants);
  const right = labs.flatMap(({ references, variants }) => [...references, ...variants]);
  const wrong = (programs: readonly ProvenProgram[]) => programs.flatMap(wrongDeductions).length;
  const isMeasured = ({ measured }: ProvenProgram) => measured !== undefined;
  return {
    checks: labs.flatMap(({ checks }) => checks).length,
    planted: mutants.length,
    measured: mutants.filter(isMeasured).length,
    caught: mutants.filter(isCaught).length,
    wrongInMutants: wrong(mutants),
    rightMeasured: right.filter(isMeasured).length,
    right: right.length,
    wrongInRight: wrong(right),
  };
}

function isCaught({ mustFail, measured }: ProvenProgram): boolean {
  return measured !== undefined && mustFail.every((check) => measured.failed.includes(check));
}

/** Checks that a program failed although nothing in it explains that. */
export function wrongDeductions({ mustFail, measured }: ProvenProgram): readonly string[] {
  return (measured?.failed ?? []).filter((check) => !mustFail.includes(check));
}
