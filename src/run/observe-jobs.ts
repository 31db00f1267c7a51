import type { Job, Runtime, Slot } from '../../harness/runtime/runtime.ts';

/** Is told of each job when its slot is done with it. */
export type JobObserver = (job: Job) => void;

/** The same runtime, with somebody who is told what its slots have done. */
export function observeJobs(runtime: Runtime, onDone: JobObserver): Runtime {
  const { name, isIsolated, maxSlots, runFolder } = runtime;
  return {
    name,
    isIsolated,
    maxSlots,
    runFolder,
    openSlot: async () => observeSlot(await runtime.openSlot(), onDone),
    hasWarmSlot: () => runtime.hasWarmSlot?.() === true,
    [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose](),
  };
}

function observeSlot(slot: Slot, onDone: JobObserver): Slot {
  return {
    run: async (job) => {
      const outcome = await slot.run(job);
      onDone(job);
      return outcome;
    },
    [Symbol.asyncDispose]: () => slot[Symbol.asyncDispose](),
  };
}
