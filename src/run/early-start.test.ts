import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isWorldSure, startEarly } from './early-start.ts';
import { countingRuntime } from './testing/counting-runtime.ts';

test('the first slot of a runtime that is claimed stands ready', async () => {
  const { open, opener } = countingRuntime();
  await using early = startEarly('process', true, opener);
  const runtime = await early.claim('process');
  expect(runtime.hasWarmSlot?.()).toBe(true);
  const slot = await runtime.openSlot();
  expect(runtime.hasWarmSlot?.()).toBe(false);
  expect(open).toEqual({ runtimes: 1, slots: 1, everOpened: 1 });
  await slot[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();
  expect(open).toMatchObject({ runtimes: 0, slots: 0 });
});

test('a slot that nobody took ends with its runtime', async () => {
  const { open, opener } = countingRuntime();
  await using early = startEarly('process', true, opener);
  const runtime = await early.claim('process');
  expect(open.slots).toBe(1);
  await runtime[Symbol.asyncDispose]();
  expect(open).toMatchObject({ runtimes: 0, slots: 0 });
});

test('what nobody claimed ends by itself, a world that does not open included', async () => {
  const working = countingRuntime();
  const broken = countingRuntime({ openSlot: () => Promise.reject(new Error('no namespaces here')) });
  for (const { open, opener } of [working, broken]) {
    await startEarly('process', true, opener)[Symbol.asyncDispose]();
    expect(open).toMatchObject({ runtimes: 0, slots: 0 });
  }
});

test('who claims hears why nothing could be opened', async () => {
  const early = startEarly('process', true, () => Promise.reject(new Error('no room')));
  await expect(early.claim('process')).rejects.toThrow('no room');
  const broken = countingRuntime({ openSlot: () => Promise.reject(new Error('no namespaces here')) });
  const runtime = await startEarly('process', true, broken.opener).claim('process');
  await expect(runtime.openSlot()).rejects.toThrow('no namespaces here');
});

test('no world is opened where there may be nothing to run', async () => {
  const { open, opener } = countingRuntime();
  await using early = startEarly('process', false, opener);
  await using _runtime = await early.claim('process');
  expect(open).toEqual({ runtimes: 1, slots: 0, everOpened: 0 });
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-report-'));
  expect(isWorldSure(folder.path, false)).toBe(true);
  await writeFile(path.join(folder.path, 'results.json'), '{}');
  expect(isWorldSure(folder.path, false)).toBe(false);
  expect(isWorldSure(folder.path, true)).toBe(true);
});

test('is under way when the first slot has begun to open, also where that fails, and waits for no slow runtime', async () => {
  const { open, opener } = countingRuntime();
  const opened = Promise.withResolvers<void>();
  await using early = startEarly('process', true, () => opened.promise.then(opener));
  let isUnderWay = false;
  const underWay = early.underWay.then(() => {
    isUnderWay = true;
  });
  await setImmediate();
  expect([isUnderWay, open.slots]).toEqual([false, 0]);
  opened.resolve();
  await underWay;
  expect(open.slots).toBe(1);
  await startEarly('process', true, () => Promise.reject(new Error('no room'))).underWay;
  const never = startEarly('process', true, () => new Promise(() => {}));
  await never.underWay;
});
