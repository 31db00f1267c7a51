import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InfrastructureError } from './errors.ts';
import type { Job, Runtime, Slot } from './runtime.ts';
import { SlotPool } from './slot-pool.ts';

const job = { kind: 'scenario' } as Job;

/** A runtime whose slots do what they are told; `opened` counts them. */
function runtimeOf(run: (slot: number) => Promise<unknown>) {
  const counts = { opened: 0, closed: 0 };
  const runtime: Runtime = {
    name: 'process',
    isIsolated: false,
    maxSlots: 3,
    runFolder: '',
    async openSlot() {
      const number = ++counts.opened;
      return {
        run: () => run(number),
        [Symbol.asyncDispose]: async () => void counts.closed++,
      } as Slot;
    },
    async [Symbol.asyncDispose]() {},
  };
  return { runtime, counts };
}

test('jobs share slots, and no more are opened than are allowed', async () => {
  const { runtime, counts } = runtimeOf(async (slot) => slot);
  await using pool = new SlotPool(runtime, 8);
  const used = await Promise.all(Array.from({ length: 20 }, () => pool.run(job)));
  expect(used).toHaveLength(20);
  expect(counts.opened).toBeLessThanOrEqual(3);
  expect(counts.opened).toBeGreaterThanOrEqual(1);
});

test('one after the other needs one slot', async () => {
  const { runtime, counts } = runtimeOf(async (slot) => slot);
  await using pool = new SlotPool(runtime, 8);
  for (let round = 0; round < 5; round++) await pool.run(job);
  expect(counts.opened).toBe(1);
});

test('before there are jobs, one slot more is opened than there are cores', async () => {
  const { runtime, counts } = runtimeOf(async (slot) => slot);
  await using pool = new SlotPool(runtime, 8, { cores: 1, idle: { sample: () => 0 } });
  await pool.warmUp();
  expect(counts.opened).toBe(2);
});

test('a slot that breaks is replaced and its job done again', async () => {
  const { runtime, counts } = runtimeOf(async (slot) => {
    if (slot === 1) throw new InfrastructureError('world-gone', 'it is gone');
    return slot;
  });
  await using pool = new SlotPool(runtime, 1);
  expect(await pool.run(job)).toBe(2);
  expect(counts).toEqual({ opened: 2, closed: 1 });
});

test('a slot in which our side failed is not used again', async () => {
  const { runtime, counts } = runtimeOf(async (slot) =>
    slot === 1 ? { harnessError: 'File exists' } : slot,
  );
  await using pool = new SlotPool(runtime, 1);
  expect(await pool.run(job)).toEqual({ harnessError: 'File exists' });
  expect(await pool.run(job)).toBe(2);
  expect(counts).toEqual({ opened: 2, closed: 1 });
});

test('a job that breaks two slots is given up', async () => {
  const { runtime } = runtimeOf(async () => {
    throw new InfrastructureError('world-gone', 'it is gone');
  });
  await using pool = new SlotPool(runtime, 1);
  await expect(pool.run(job)).rejects.toThrow('it is gone');
});

test('a runtime that opens nothing is heard of by whoever waits', async () => {
  const { runtime } = runtimeOf(async () => 0);
  await using pool = new SlotPool(
    { ...runtime, openSlot: () => Promise.reject(new Error('no namespaces here')) },
    2,
  );
  await expect(pool.run(job)).rejects.toThrow('no namespaces here');
});

test('closing ends what waits, and every slot', async () => {
  const { promise: never } = Promise.withResolvers<number>();
  const { runtime, counts } = runtimeOf(() => never);
  const pool = new SlotPool(runtime, 1);
  void pool.run(job);
  const waiting = pool.run(job);
  const refusal = expect(waiting).rejects.toThrow('stopped');
  await Promise.resolve();
  await pool[Symbol.asyncDispose]();
  await refusal;
  expect(counts.closed).toBe(counts.opened);
});

describe('beyond a slot for each core', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Eight jobs that wait for ever, on two cores. */
  async function crowdedPool(idleShare: number) {
    const { promise: never } = Promise.withResolvers<number>();
    const { runtime, counts } = runtimeOf(() => never);
    const machine = { cores: 2, idle: { sample: () => idleShare } };
    const pool = new SlotPool({ ...runtime, maxSlots: 5 }, 5, machine);
    for (let job = 0; job < 8; job++) void pool.run({ kind: 'scenario' } as Job).catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    expect(counts.opened).toBe(2);
    return { pool, counts };
  }

  test('one is added at each look while cores idle, up to what is allowed', async () => {
    const { pool, counts } = await crowdedPool(0.6);
    await vi.advanceTimersByTimeAsync(300);
    expect(counts.opened).toBe(3);
    await vi.advanceTimersByTimeAsync(3000);
    expect(counts.opened).toBe(5);
    expect(vi.getTimerCount()).toBe(0);
    await pool[Symbol.asyncDispose]();
    expect(counts.closed).toBe(5);
  });

  test('one every ten seconds while they are busy, be it not all of the time', async () => {
    const { pool, counts } = await crowdedPool(0.4);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(counts.opened).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(counts.opened).toBe(3);
    await vi.advanceTimersByTimeAsync(10_500);
    expect(counts.opened).toBe(4);
    await pool[Symbol.asyncDispose]();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('none where nobody waits', async () => {
    const { runtime, counts } = runtimeOf(async (slot) => slot);
    const machine = { cores: 2, idle: { sample: () => 1 } };
    await using pool = new SlotPool(runtime, 3, machine);
    await Promise.all([pool.run(job), pool.run(job)]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(counts.opened).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
