import { expect, test } from 'vitest';
import type { Lab } from '../../harness/engine/lab.ts';
import type { Job } from '../../harness/runtime/runtime.ts';
import type { StoryCount } from './progress.ts';
import { StoryCounter } from './story-counter.ts';

const [one, two, three] = ['one', 'two', 'three'].map((id) => ({ id, part: 'server' }));
const checks = [one, one, two, three].map((scenario) => ({ scenario }));
const lab = { parts: [{ id: 'server' }], checks } as unknown as Lab;
const submission = { student: 'ada', lab: 'web-server', location: 'ada' };

function counterOf(onlyChecks?: ReadonlySet<string>) {
  const counts: StoryCount[] = [];
  const progress = { played: (_: unknown, count: StoryCount) => void counts.push(count) };
  const counter = new StoryCounter(new Map([['key', { submission, lab }]]), onlyChecks, progress as never);
  const prepared = { kind: 'prepare', builtFolder: 'built-key-server', part: { id: 'server' } };
  const told = (scenario: string) => ({
    kind: 'scenario',
    scenario,
    program: { folder: 'built-key-server' },
  });
  return {
    counts,
    prepare: () => counter.done(prepared as unknown as Job),
    tell: (scenario: string) => counter.done(told(scenario) as unknown as Job),
  };
}

test('what is told a second time comes on top, and a run is never done before its last story', () => {
  const { counts, prepare, tell } = counterOf();
  prepare();
  for (const scenario of ['one', 'one', 'two', 'three']) tell(scenario);
  expect(counts).toEqual([
    { done: 0, total: 3 },
    { done: 1, total: 3 },
    { done: 2, total: 4 },
    { done: 3, total: 4 },
    { done: 4, total: 4 },
  ]);
});

test('how many there will be is not known where some checks alone are judged', () => {
  const { counts, prepare, tell } = counterOf(new Set(['one']));
  prepare();
  tell('one');
  expect(counts.at(-1)).toEqual({ done: 1, total: undefined });
});
