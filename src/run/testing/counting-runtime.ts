import type { Runtime, Slot } from '../../../harness/runtime/runtime.ts';

interface Wishes {
  readonly runFolder?: string;
  readonly openSlot?: () => Promise<Slot>;
}

/** A runtime whose slots do nothing, and how many of both are open. */
export function countingRuntime({ runFolder = '', openSlot }: Wishes = {}) {
  const open = { runtimes: 0, slots: 0, everOpened: 0 };
  const begin = (kind: 'runtimes' | 'slots') => {
    open[kind]++;
    return { [Symbol.asyncDispose]: async () => void open[kind]-- };
  };
  const opener = async (): Promise<Runtime> => ({
    ...{ name: 'process', isIsolated: false, maxSlots: 3, runFolder },
    async openSlot() {
      if (openSlot !== undefined) return openSlot();
      open.everOpened++;
      return begin('slots') as unknown as Slot;
    },
    ...begin('runtimes'),
  });
  return { open, opener };
}
