import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as timer } from 'node:timers/promises';
import { openRuntime } from '../../harness/runtime/open-runtime.ts';
import type { Runtime, RuntimeName, Slot } from '../../harness/runtime/runtime.ts';

export type OpenRuntime = (name: RuntimeName) => Promise<Runtime>;

/** A runtime that is being opened; it ends with this, unless it was claimed. */
export interface EarlyStart extends AsyncDisposable {
  /** The runtime, for who ends it from then on; to be called once. */
  readonly claim: OpenRuntime;
  /**
   * Resolves when the runtime is open and its first slot, if one was asked for, begins to come up by itself, also when that
   * failed: to load a module before would hold it up. Of a runtime that takes long to open it does not wait for that.
   */
  readonly underWay: Promise<void>;
}

/** Namespaces take a tenth of it; Docker may have images to make, and Ctrl-C must be heard meanwhile. */
const mostWaitMs = 300;

/** Whether a run will surely need a world: where a report stands already, there may be nothing to run. */
export function isWorldSure(outFolder: string, isFresh: boolean): boolean {
  return isFresh || !existsSync(path.join(outFolder, 'results.json'));
}

/**
 * Begins to open a runtime and its first slot: a world comes up on one core while the other loads what else a run needs.
 * What goes wrong is heard of by who claims it.
 * @param withSlot else the runtime alone
 */
export function startEarly(
  name: RuntimeName,
  withSlot: boolean,
  open: OpenRuntime = openRuntime,
): EarlyStart {
  const opening = withSlot ? openWithSlot(name, open) : open(name);
  opening.catch(() => undefined);
  const underWay = Promise.race([opening, timer(mostWaitMs, undefined, { ref: false })]).then(
    () => undefined,
    () => undefined,
  );
  let isClaimed = false;
  return {
    underWay,
    claim: async () => {
      isClaimed = true;
      return opening;
    },
    async [Symbol.asyncDispose]() {
      if (isClaimed) return;
      const runtime = await opening.catch(() => undefined);
      await runtime?.[Symbol.asyncDispose]();
    },
  };
}

async function openWithSlot(name: RuntimeName, open: OpenRuntime): Promise<Runtime> {
  const runtime = await open(name);
  let first: Promise<Slot> | undefined = runtime.openSlot();
  first.catch(() => undefined);
  return {
    ...runtime,
    hasWarmSlot: () => first !== undefined || runtime.hasWarmSlot?.() === true,
    openSlot() {
      const slot = first ?? runtime.openSlot();
      first = undefined;
      return slot;
    },
    async [Symbol.asyncDispose]() {
      const slot = await first?.catch(() => undefined);
      await slot?.[Symbol.asyncDispose]();
      await runtime[Symbol.asyncDispose]();
    },
  };
}
