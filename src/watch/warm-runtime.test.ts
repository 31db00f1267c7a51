import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job, OutcomeOf, Runtime, Slot } from '../../harness/runtime/runtime.ts';
import { WarmRuntime } from './warm-runtime.ts';

let runFolder: string;
beforeEach(async () => {
  runFolder = await mkdtemp(path.join(tmpdir(), 'grade-warm-'));
});
afterEach(() => rm(runFolder, { recursive: true, force: true }));

const job: Job = {
  kind: 'scenario',
  labModule: '',
  scenario: '',
  program: {
    part: { id: '', role: 'server', transport: 'tcp', needsRawSockets: false },
    plan: {} as never,
    folder: '',
    candidate: 0,
  },
  seed: '',
};

/** Counts what is opened and ended; its slots play until they are told to stop. */
class CountingRuntime {
  opened = 0;
  ended = 0;
  isEnded = false;
  readonly playing: (() => void)[] = [];

  asRuntime(): Runtime {
    const end = async () => {
      this.isEnded = true;
    };
    const openSlot = async (): Promise<Slot> => {
      this.opened += 1;
      const run = async <J extends Job>(): Promise<OutcomeOf<J>> => {
        await new Promise<void>((resolve) => this.playing.push(resolve));
        return { observation: {} } as never;
      };
      const endSlot = async () => {
        this.ended += 1;
      };
      return { run, [Symbol.asyncDispose]: endSlot };
    };
    return {
      name: 'process',
      isIsolated: false,
      maxSlots: 4,
      runFolder,
      openSlot,
      [Symbol.asyncDispose]: end,
    };
  }
}

test('a slot that did its job is lent again, and ends with the whole', async () => {
  const counting = new CountingRuntime();
  {
    await using warm = new WarmRuntime(counting.asRuntime());
    for (let round = 0; round < 2; round += 1) {
      await using lent = await warm.lend();
      await using slot = await lent.openSlot();
      const played = slot.run(job);
      counting.playing.pop()?.();
      await played;
    }
    expect(counting).toMatchObject({ opened: 1, ended: 0, isEnded: false });
  }
  expect(counting).toMatchObject({ opened: 1, ended: 1, isEnded: true });
});

test('a slot that is given back in the middle of a job ends', async () => {
  const counting = new CountingRuntime();
  await using warm = new WarmRuntime(counting.asRuntime());
  const lent = await warm.lend();
  const slot = await lent.openSlot();
  void slot.run(job);
  await slot[Symbol.asyncDispose]();
  await slot[Symbol.asyncDispose]();
  expect(counting).toMatchObject({ opened: 1, ended: 1 });
  expect(lent.hasWarmSlot?.()).toBe(false);
  await (await lent.openSlot())[Symbol.asyncDispose]();
  expect(counting).toMatchObject({ opened: 2, ended: 1 });
  expect(lent.hasWarmSlot?.()).toBe(true);
});

test('what a run left in the run folder is gone for the next', async () => {
  await using warm = new WarmRuntime(new CountingRuntime().asRuntime());
  await writeFile(path.join(runFolder, 'source-you-proxy'), '');
  await warm.lend();
  expect(await readdir(runFolder)).toEqual([]);
});
