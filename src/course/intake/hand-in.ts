import type { SubmissionFacts } from '../../../reports/schema.ts';
import type { Submitter } from '../roster/find-person.ts';

/** Something that was handed in, as it was found: not unpacked, and nobody's yet. */
export interface HandIn {
  /** Relative to the class, as the instructor sees it. */
  readonly source: string;
  /** More than one for a group. */
  readonly submitters: readonly Submitter[];
  /** Undefined for a container whose folders are named by labs. */
  readonly lab?: string;
  /** One folder, or files. */
  readonly files: readonly HandedInFile[];
  /** By a number in its name, from 1. */
  readonly attempt?: number;
  /** ISO 8601, UTC. */
  readonly submittedAt?: string;
  readonly submittedAtFrom?: NonNullable<SubmissionFacts['submittedAtFrom']>;
  /** The platform says so, without a time. */
  readonly isMarkedLate?: boolean;
  /** Why it cannot be used, as a sentence. */
  readonly fault?: string;
  readonly notes?: readonly string[];
}

export interface HandedInFile {
  /** Absolute. */
  readonly path: string;
  /** What the student called it. */
  readonly name: string;
}

/** How a class lies there. */
export interface Layout {
  /** `a Canvas download`. */
  readonly kind: string;
  readonly handIns: readonly HandIn[];
  /** `<student>/<folder>` that is named like no lab. */
  readonly strangers: readonly string[];
}

/** Where to look, and for what. */
export interface LookFor {
  /** Absolute. */
  readonly root: string;
  readonly labIds: readonly string[];
  /** All is for this lab. */
  readonly lab?: string;
}
