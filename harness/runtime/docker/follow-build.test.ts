import { PassThrough } from 'node:stream';
import type Dockerode from 'dockerode';
import { afterEach, expect, test, vi } from 'vitest';
import { BuildProgress, followBuild } from './follow-build.ts';

afterEach(() => void vi.useRealTimers());

const never = (error: Error) => {
  throw error;
};

test('each step is told, and a long one is cut', () => {
  const told: string[] = [];
  const progress = new BuildProgress((text) => told.push(text));
  progress.see({ stream: 'Step 1/19 : FROM base\n' }, never);
  progress.see({ stream: ' ---> 0f495c1c8ca1\n' }, never);
  progress.see({ stream: `Step 2/19 : RUN ${'x'.repeat(200)}\n` }, never);
  expect(told).toHaveLength(2);
  expect(told[0]).toBe('  step 1/19 : FROM base');
  expect(told[1]?.length).toBeLessThan(110);
});

test('who waits for a download hears how much has come, and only of this step', () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const progress = new BuildProgress((text) => told.push(text));
  progress.see({ stream: 'Step 3/19 : FROM base\n' }, never);
  progress.see({ status: 'Downloading', id: 'a', progressDetail: { current: 10e6, total: 30e6 } }, never);
  progress.see({ status: 'Downloading', id: 'b', progressDetail: { current: 5e6, total: 50e6 } }, never);
  progress.see({ status: 'Downloading', id: 'a', progressDetail: { current: 20e6, total: 30e6 } }, never);
  vi.advanceTimersByTime(30_000);
  progress.beat();
  expect(told.at(-1)).toBe('  step 3/19 goes on, 30 s by now, 25 of 80 MB downloaded');
  progress.see({ stream: 'Step 4/19 : RUN install\n' }, never);
  const before = told.length;
  progress.beat();
  expect(told).toHaveLength(before);
  vi.advanceTimersByTime(15_000);
  progress.beat();
  expect(told.at(-1)).toBe('  step 4/19 goes on, 15 s by now');
});

test('a build that fails does so with the last lines of the builder', () => {
  const progress = new BuildProgress(() => {});
  const failures: Error[] = [];
  for (let line = 0; line < 40; line++) progress.see({ stream: `line ${line}\n` }, never);
  progress.see({ error: 'returned a non-zero code: 100' }, (error) => failures.push(error));
  expect(failures[0]?.message).toContain('line 39\nreturned a non-zero code: 100');
  expect(failures[0]?.message).not.toContain('line 20\n');
});

test.each([
  ['comes to its end', undefined],
  ['breaks off', new Error('the connection was lost')],
])('a build that %s leaves no timer behind', async (_, failure) => {
  vi.useFakeTimers();
  const { promise: begun, resolve: begin } = Promise.withResolvers<(error?: Error) => void>();
  const modem = { followProgress: (_: unknown, done: (error?: Error) => void) => begin(done) };
  const told: string[] = [];
  const engine = { modem } as unknown as Dockerode;
  const build = followBuild(engine, new PassThrough(), (text) => told.push(text));
  const ended = build.then(
    () => undefined,
    (error: unknown) => error,
  );
  const end = await begun;
  vi.advanceTimersByTime(15_000);
  expect(told).toEqual(['  the preparation goes on, 15 s by now']);
  end(failure);
  expect(await ended).toBe(failure);
  expect(vi.getTimerCount()).toBe(0);
});
