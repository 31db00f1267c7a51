import type { Excerpt } from './program-text.ts';

/** One program of a pair. */
export interface ComparedProgram {
  readonly student: string;
  /** Where it was handed in: `this` class, or an `earlier` one. */
  readonly from: 'this' | 'earlier';
}

export interface SimilarPair {
  readonly left: ComparedProgram;
  readonly right: ComparedProgram;
  readonly language: string;
  /** From 0 to 1. */
  readonly similarity: number;
  /** What they share, the longest first. */
  readonly fragments: readonly { readonly left: Excerpt; readonly right: Excerpt }[];
}

export interface SimilarInLab {
  readonly lab: string;
  readonly title: string;
  /** How many programs were compared, and with how many of earlier classes. */
  readonly programs: number;
  readonly earlier: number;
  /** The most similar first. */
  readonly pairs: readonly SimilarPair[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/** What `grade similar` writes as JSON. */
export interface SimilarPrograms {
  readonly schema: 'grade/similar/v1';
  readonly atLeast: number;
  readonly labs: readonly SimilarInLab[];
}
