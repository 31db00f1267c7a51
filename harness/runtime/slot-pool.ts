import { InfrastructureError } from './errors.ts';
import type { Job, OutcomeOf, Runtime, Slot } from './runtime.ts';

/** Warm slots of a runtime, opened when first needed, handed out one job at a time, replaced when they break. */
export class SlotPool implements AsyncDisposable {
  readonly #runtime: Runtime;
  readonly #size: number;
  readonly #idle: Slot[] = [];
  readonly #open = new Set<Slot>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #isClosed = false;

  constructor(runtime: Runtime, size: number) {
    this.#runtime = runtime;
    this.#size = Math.min(size, runtime.maxSlots);
  }

  /**
   * Runs a job in the next free slot. A slot that breaks is replaced, and the job tried once more.
   * @throws InfrastructureError when it broke twice, or the pool was closed
   */
  async run<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    try {
      return await this.#runOnce(job);
    } catch (error) {
      if (this.#isClosed || !(error instanceof InfrastructureError)) throw error;
      return this.#runOnce(job);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all([...this.#open].map((slot) => slot[Symbol.asyncDispose]()));
  }

  async #runOnce<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    await this.#awaitTurn();
    try {
      const slot = this.#idle.pop() ?? (await this.#openSlot());
      return await this.#use(slot, job);
    } finally {
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #use<J extends Job>(slot: Slot, job: J): Promise<OutcomeOf<J>> {
    try {
      const outcome = await slot.run(job);
      this.#idle.push(slot);
      return outcome;
    } catch (error) {
      this.#open.delete(slot);
      await slot[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #awaitTurn(): Promise<void> {
    while (this.#busy >= this.#size && !this.#isClosed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#isClosed) throw new InfrastructureError('stopped', 'The run was stopped');
    this.#busy += 1;
  }

  async #openSlot(): Promise<Slot> {
    const slot = await this.#runtime.openSlot();
    this.#open.add(slot);
    if (this.#isClosed) await slot[Symbol.asyncDispose]();
    return slot;
  }
}
