import { expect, test } from 'vitest';
import { patientTimer, timer } from './timer.ts';

test('a machine that keeps up grants nothing', async () => {
  const startedAtMs = performance.now();
  await patientTimer(50, () => 7).promise;
  // The clock of timers and this one may differ by a rounding.
  expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(48);
});

test('what the machine held up is granted, again and again, within reason', async () => {
  const startedAtMs = performance.now();
  const looks: number[] = [];
  // A machine that does nothing else than keep it waiting.
  await patientTimer(20, () => {
    looks.push(performance.now() - startedAtMs);
    return performance.now() - startedAtMs;
  }).promise;
  expect(looks.length).toBeGreaterThan(2);
  expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(98);
});

test('one that is given up never ends', async () => {
  const given = timer(1);
  given[Symbol.dispose]();
  const other = timer(20).promise.then(() => 'other');
  expect(await Promise.race([given.promise, other])).toBe('other');
  expect(given.isOver).toBe(false);
});
