/** One thing that is wrong with a lab, for its author: a line of `grade lint`. */
export interface Problem {
  /** A file with its line, as far as that is known: `labs/proxy/checks/forms.ts:31`. */
  readonly where: string;
  /** What is wrong, and with which check, mutant or scenario. */
  readonly what: string;
  /** What the author does about it. */
  readonly mend: string;
}

/** `labs/proxy/checks/forms.ts:31: proxy/path-form has no source. Add ...` */
export function formatProblem({ where, what, mend }: Problem): string {
  return `${where}: ${what}. ${mend}.`;
}
