import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startEarly } from './early-start.ts';

test('the first slot of a runtime that is claimed stands ready, and ends with the runtime', async () => {
  await using early = startEarly('process');
  const runtime = await early.claim('process');
  expect(runtime.hasWarmSlot?.()).toBe(true);
  const slot = await runtime.openSlot();
  expect(runtime.hasWarmSlot?.()).toBe(false);
  await slot[Symbol.asyncDispose]();
  expect(existsSync(runtime.runFolder)).toBe(true);
  await runtime[Symbol.asyncDispose]();
  expect(existsSync(path.dirname(runtime.runFolder))).toBe(false);
});

test('a slot that nobody took ends with its runtime', async () => {
  const early = startEarly('process');
  const runtime = await early.claim('process');
  await runtime[Symbol.asyncDispose]();
  expect(existsSync(path.dirname(runtime.runFolder))).toBe(false);
  await early[Symbol.asyncDispose]();
});
