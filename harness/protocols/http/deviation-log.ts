import type { HttpDeviation, HttpDeviationKind } from './message.ts';

/** Deviations in the order of the bytes; of each kind the first one tells enough. */
export class DeviationLog {
  readonly #byKind = new Map<HttpDeviationKind, HttpDeviation>();

  note(kind: HttpDeviationKind, offset: number, text: string): void {
    if (!this.#byKind.has(kind)) this.#byKind.set(kind, { kind, offset, text });
  }

  list(): readonly HttpDeviation[] {
    return [...this.#byKind.values()].sort((a, b) => a.offset - b.offset);
  }
}
