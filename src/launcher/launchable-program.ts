import type { Question } from './question.ts';

/** A finished program that can be run by hand, and what it wants to know. */
export interface LaunchableProgram {
  readonly lab: string;
  /** As the lab names it in `parts`. */
  readonly part: string;
  /** What is typed after `grade run`: the lab, and the part where the lab has several. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** Relative to the product's top folder. */
  readonly file: string;
  readonly questions: readonly Question[];
}
