/** Points into an observation: what a verdict rests on. */
export type Evidence =
  | { readonly kind: 'conversation'; readonly id: string; readonly event?: number; readonly offset?: number }
  | { readonly kind: 'output'; readonly program: number; readonly text: string }
  | { readonly kind: 'packet'; readonly number: number }
  | { readonly kind: 'exit'; readonly program: number };

export interface FailureDetails {
  /** What should have come, short: `Content-Length: 431`. */
  readonly expected: string;
  /** What came instead, in the same form. Bytes escaped with `escapeBytes`. */
  readonly actual: string;
  /** The likeliest cause and what to do, in the student's terms. */
  readonly hint?: string;
  /**
   * A command that shows it, to paste into bash or zsh as it stands: `curl -v http://localhost:8080/a.html`. It may
   * have several lines. It holds no remark: a `#` begins none in zsh's prompt.
   */
  readonly reproduce?: string;
  /** What to know about that command, as a sentence: `The name was made up: take any site that speaks http.` */
  readonly reproduceNote?: string;
  readonly evidence?: readonly Evidence[];
  /** Whether this failure rests on time, where that differs from what the check says of itself. */
  readonly isTimed?: boolean;
  /** Share of the points still earned, 0 to 1; the default is 0. */
  readonly credit?: number;
}

/** How the reader sees a failure without us. */
export type Reproduction = Pick<FailureDetails, 'reproduce' | 'reproduceNote'>;

/** The only thing that takes points. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly details: FailureDetails;

  constructor(details: FailureDetails) {
    super(`expected ${details.expected}; got ${details.actual}`);
    this.details = details;
  }
}

/** The observation does not allow a judgement, and that is not the student's fault. Takes no points. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** Takes the check's points. */
export function fail(details: FailureDetails): never {
  throw new CheckFailure(details);
}

/** Fails unless `condition`; the details are computed only then. */
export function expectThat(condition: boolean, details: () => FailureDetails): asserts condition {
  if (!condition) fail(details());
}

export function inconclusive(reason: string): never {
  throw new Inconclusive(reason);
}

/**
 * A fact that the scenario should have reached. One it did not reach because its time ran out, or because the program
 * was not up, fails with what stood in the way.
 */
export function reached<T>(fact: T | undefined, what: string): T {
  if (fact === undefined) {
    fail({ expected: what, actual: 'the scenario ended before this could be seen' });
  }
  return fact;
}
