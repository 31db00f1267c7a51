import { availableParallelism } from 'node:os';
import { InfrastructureError } from './errors.ts';
import type { Job, OutcomeOf, Runtime, Slot } from './runtime.ts';

interface Waiter {
  readonly resolve: (slot: Slot) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Warm slots of a runtime, opened when jobs wait, handed out one job at a time, replaced when they break. Opening one is
 * work for a core, so no more are opened at a time than there are cores: a job that waits takes whatever slot comes
 * first, a new one or one that has become free.
 */
export class SlotPool implements AsyncDisposable {
  readonly #runtime: Runtime;
  readonly #size: number;
  readonly #mostOpening = availableParallelism();
  readonly #idle: Slot[] = [];
  readonly #open = new Set<Slot>();
  readonly #waiting: Waiter[] = [];
  readonly #opening = new Set<Promise<void>>();
  #isClosed = false;

  constructor(runtime: Runtime, size: number) {
    this.#runtime = runtime;
    this.#size = Math.min(size, runtime.maxSlots);
  }

  /** Opens a first slot before there is a job for it. */
  warmUp(): void {
    if (this.#open.size + this.#opening.size === 0) this.#openOne();
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
    for (const waiter of this.#waiting.splice(0)) waiter.reject(stopped());
    await this.#closeAll();
    await Promise.all(this.#opening);
    await this.#closeAll();
  }

  async #closeAll(): Promise<void> {
    const slots = [...this.#open];
    this.#open.clear();
    await Promise.all(slots.map((slot) => slot[Symbol.asyncDispose]()));
  }

  async #runOnce<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    const slot = await this.#take();
    try {
      const outcome = await slot.run(job);
      this.#give(slot);
      return outcome;
    } catch (error) {
      this.#open.delete(slot);
      await slot[Symbol.asyncDispose]();
      this.#openMore();
      throw error;
    }
  }

  #take(): Promise<Slot> {
    if (this.#isClosed) return Promise.reject(stopped());
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    const { promise, resolve, reject } = Promise.withResolvers<Slot>();
    this.#waiting.push({ resolve, reject });
    this.#openMore();
    return promise;
  }

  #give(slot: Slot): void {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) this.#idle.push(slot);
    else waiter.resolve(slot);
  }

  #openMore(): void {
    const isWorthIt = () =>
      this.#waiting.length > this.#opening.size && this.#opening.size < this.#mostOpening;
    while (!this.#isClosed && isWorthIt() && this.#open.size + this.#opening.size < this.#size)
      this.#openOne();
  }

  #openOne(): void {
    const opening = this.#openSlot().finally(() => {
      this.#opening.delete(opening);
      this.#openMore();
    });
    this.#opening.add(opening);
  }

  async #openSlot(): Promise<void> {
    try {
      const slot = await this.#runtime.openSlot();
      this.#open.add(slot);
      this.#give(slot);
    } catch (error) {
      // Whoever waits longest hears of it; with nobody waiting the next one will find out.
      this.#waiting.shift()?.reject(error);
    }
  }
}

function stopped(): InfrastructureError {
  return new InfrastructureError('stopped', 'The run was stopped');
}
