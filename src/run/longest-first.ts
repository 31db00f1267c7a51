interface Times {
  started: number;
  finished: number;
  totalMs: number;
}

/**
 * In which order to grade: what takes longest begins first, so that nothing long is left alone at the end. How long each
 * kind takes is learned on the way; of those of which that is not known yet, the one begun least often is next.
 */
export class LongestFirst<T> {
  readonly #waiting: T[];
  readonly #kindOf: (item: T) => string;
  readonly #times = new Map<string, Times>();

  constructor(items: Iterable<T>, kindOf: (item: T) => string) {
    this.#waiting = [...items];
    this.#kindOf = kindOf;
  }

  /** @returns undefined when none is left */
  next(): T | undefined {
    const [first, ...others] = this.#waiting;
    if (first === undefined) return undefined;
    const chosen = others.reduce((best, item) => (this.#isBefore(item, best) ? item : best), first);
    this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
    this.#timesOf(chosen).started += 1;
    return chosen;
  }

  /** How long one of them took. */
  note(item: T, durationMs: number): void {
    const times = this.#timesOf(item);
    times.finished += 1;
    times.totalMs += durationMs;
  }

  #isBefore(item: T, other: T): boolean {
    const [one, two] = [this.#timesOf(item), this.#timesOf(other)];
    const [oneMs, twoMs] = [usualMs(one), usualMs(two)];
    return oneMs === twoMs ? one.started < two.started : oneMs > twoMs;
  }

  #timesOf(item: T): Times {
    const kind = this.#kindOf(item);
    const known = this.#times.get(kind) ?? { started: 0, finished: 0, totalMs: 0 };
    this.#times.set(kind, known);
    return known;
  }
}

function usualMs({ finished, totalMs }: Times): number {
  return finished === 0 ? Number.POSITIVE_INFINITY : totalMs / finished;
}
