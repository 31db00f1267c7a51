import { availableParallelism } from 'node:os';
import { InfrastructureError } from './errors.ts';
import { IdleCores } from './idle-cores.ts';
import type { Job, OutcomeOf, Runtime, Slot } from './runtime.ts';
import { Turns } from './turns.ts';

interface Waiter {
  readonly sinceMs: number;
  readonly resolve: (slot: Slot) => void;
  readonly reject: (error: unknown) => void;
}

interface Machine {
  readonly cores: number;
  readonly idle: Pick<IdleCores, 'sample'>;
}

const thisMachine = (): Machine => ({ cores: availableParallelism(), idle: new IdleCores() });

/** To open a slot keeps a core busy for a third of a second: once jobs wait, more than one for each core are worth it only while cores idle. */
const idleShare = 0.5;
const sampleEveryMs = 300;
/** What keeps the cores busy may be no work of ours. Then a job waits this long for each further slot. */
const patienceMs = 10_000;

/**
 * Warm slots of a runtime, opened when jobs wait, handed out one job at a time, replaced when they break. Stories mostly
 * wait: slots are added until the cores are busy. A job that waits takes whatever slot comes first, a new one or a free one.
 */
export class SlotPool implements AsyncDisposable {
  readonly #runtime: Runtime;
  readonly #size: number;
  readonly #cores: number;
  readonly #idle: Slot[] = [];
  readonly #open = new Set<Slot>();
  readonly #waiting: Waiter[] = [];
  readonly #opening = new Set<Promise<void>>();
  readonly #turns = new Turns();
  readonly #idleCores: Pick<IdleCores, 'sample'>;
  #watch: NodeJS.Timeout | undefined;
  #lastOpenedAtMs = 0;
  #isClosed = false;

  /** @param machine what it knows of the processors */
  constructor(runtime: Runtime, size: number, machine: Machine = thisMachine()) {
    this.#runtime = runtime;
    this.#cores = machine.cores;
    this.#idleCores = machine.idle;
    this.#size = Math.min(size, runtime.maxSlots);
  }

  /**
   * Opens slots before there are jobs for them, one after the other: one more than there are cores, as stories mostly wait,
   * and cores have nothing else to do while the first programs are read and built.
   */
  async warmUp(): Promise<void> {
    while (
      !this.#isClosed &&
      this.#opening.size === 0 &&
      this.#open.size < Math.min(this.#cores + 1, this.#size)
    ) {
      const before = this.#open.size;
      await this.#openOne();
      // One that could not be opened is reported to the first job.
      if (this.#open.size === before) return;
    }
  }

  /**
   * Runs a job in the next free slot. A slot that breaks is replaced, and the job tried once more.
   * @throws InfrastructureError when it broke twice, or the pool was closed
   */
  run<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    return this.#turns.together(() => this.#runPatiently(job));
  }

  /** The same while no other job runs or waits; those that come meanwhile wait for it. */
  runAlone<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    return this.#turns.alone(() => this.#runPatiently(job));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
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

  async #runPatiently<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    try {
      return await this.#runOnce(job);
    } catch (error) {
      if (this.#isClosed || !(error instanceof InfrastructureError)) throw error;
      return this.#runOnce(job);
    }
  }

  async #runOnce<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    const slot = await this.#take();
    try {
      const outcome = await slot.run(job);
      // What went wrong on our side may have left something in the world.
      if (hasFailedOnOurSide(outcome)) await this.#replace(slot);
      else this.#give(slot);
      return outcome;
    } catch (error) {
      await this.#replace(slot);
      throw error;
    }
  }

  async #replace(slot: Slot): Promise<void> {
    this.#open.delete(slot);
    await slot[Symbol.asyncDispose]();
    this.#openMore();
  }

  #take(): Promise<Slot> {
    if (this.#isClosed) return Promise.reject(stopped());
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    const { promise, resolve, reject } = Promise.withResolvers<Slot>();
    this.#waiting.push({ resolve, reject, sinceMs: performance.now() });
    this.#openMore();
    return promise;
  }

  #give(slot: Slot): void {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) this.#idle.push(slot);
    else waiter.resolve(slot);
  }

  #openMore(): void {
    while (this.#mayOpen() && this.#isCheap()) void this.#openOne();
    if (!this.#mayOpen()) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    } else if (this.#watch === undefined) {
      this.#idleCores.sample();
      this.#watch = setInterval(() => this.#openWhereWorthIt(), sampleEveryMs);
    }
  }

  #openWhereWorthIt(): void {
    const isIdle = this.#idleCores.sample() > idleShare;
    if (this.#mayOpen() && (isIdle || this.#hasWaitedLong())) void this.#openOne();
    this.#openMore();
  }

  #mayOpen(): boolean {
    const opening = this.#opening.size;
    const isWanted = this.#waiting.length > opening && opening < this.#cores;
    return !this.#isClosed && isWanted && this.#open.size + opening < this.#size;
  }

  #isCheap(): boolean {
    return this.#open.size + this.#opening.size < this.#cores || this.#runtime.hasWarmSlot?.() === true;
  }

  #hasWaitedLong(): boolean {
    const [longest] = this.#waiting;
    const sinceMs = Math.max(this.#lastOpenedAtMs, longest?.sinceMs ?? Number.POSITIVE_INFINITY);
    return performance.now() - sinceMs > patienceMs;
  }

  #openOne(): Promise<void> {
    this.#lastOpenedAtMs = performance.now();
    const opening = this.#openSlot().finally(() => {
      this.#opening.delete(opening);
      this.#openMore();
    });
    this.#opening.add(opening);
    return opening;
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

function hasFailedOnOurSide(outcome: unknown): boolean {
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    'harnessError' in outcome &&
    outcome.harnessError !== undefined
  );
}

function stopped(): InfrastructureError {
  return new InfrastructureError('stopped', 'The run was stopped');
}
