import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Job, OutcomeOf, Runtime, Slot } from '../../harness/runtime/runtime.ts';

/**
 * A runtime whose slots outlive a run: what a run gives back in order is kept for the next one. A slot that is given back
 * in the middle of a job ends, and what it played with it.
 */
export class WarmRuntime implements AsyncDisposable {
  readonly #runtime: Runtime;
  readonly #idle: Slot[] = [];
  #isClosed = false;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** For one run. What an earlier one left in the run folder is gone. */
  async lend(): Promise<Runtime> {
    const { name, isIsolated, maxSlots, runFolder } = this.#runtime;
    await emptyFolder(runFolder);
    return {
      ...{ name, isIsolated, maxSlots, runFolder },
      openSlot: async () => this.#lendSlot(this.#idle.pop() ?? (await this.#runtime.openSlot())),
      hasWarmSlot: () => this.#idle.length > 0,
      async [Symbol.asyncDispose]() {},
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map((slot) => slot[Symbol.asyncDispose]()));
    await this.#runtime[Symbol.asyncDispose]();
  }

  #lendSlot(slot: Slot): Slot {
    let isSound = true;
    let isGivenBack = false;
    const run = async <J extends Job>(job: J): Promise<OutcomeOf<J>> => {
      isSound = false;
      const outcome = await slot.run(job);
      isSound = true;
      return outcome;
    };
    const giveBack = async () => {
      if (isGivenBack) return;
      isGivenBack = true;
      if (isSound && !this.#isClosed) this.#idle.push(slot);
      else await slot[Symbol.asyncDispose]();
    };
    return { run, [Symbol.asyncDispose]: giveBack };
  }
}

async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}
