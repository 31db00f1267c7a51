import { expect, test } from 'vitest';
import { fail } from '../expect/failure.ts';
import { EarlySecondLooks } from './early-second-looks.ts';
import type { Seen } from './judge.ts';
import { type Check, defineCheck, defineScenario, type Scenario } from './lab.ts';

const scenarioOf = (id: string) =>
  defineScenario({ id, title: '', part: 'server', timeoutMs: 1, run: async () => {} }) as unknown as Scenario;
const [first, second] = [scenarioOf('first'), scenarioOf('second')];

function checkOf(id: string, scenario: Scenario, wishes: Partial<Check> = {}): Check {
  return defineCheck<{ isLate: boolean }>({
    ...{ id, title: id, kind: 'core', level: 'must', points: 10, sources: [], scenario, isTimed: true },
    explanation: { does: '', expects: '', why: '', mistake: '' },
    judge({ facts }) {
      if (facts.isLate) fail({ expected: 'in time', actual: 'late' });
    },
    ...wishes,
  } as Check);
}

const world = (isLate: boolean): Seen => ({
  kind: 'observed',
  observation: { scenario: '', durationMs: 1, facts: { isLate }, programs: [], transcript: [], packets: [] },
});

function looksOf(...checks: readonly Check[]) {
  const played: string[] = [];
  const looks = new EarlySecondLooks(checks, async ({ id }) => {
    played.push(id);
    return world(false);
  });
  return { looks, played };
}

test('a second world is begun at once, and once for all checks of a scenario', async () => {
  const { looks, played } = looksOf(checkOf('a', first), checkOf('b', first), checkOf('c', second));
  looks.note(first, world(true));
  expect(played).toEqual(['first']);
  expect(await looks.take(first)).toEqual(world(false));
  expect(looks.take(first)).toBeUndefined();
  expect(looks.take(second)).toBeUndefined();
});

test('none where all passed, or where a failure does not rest on time', () => {
  const { looks, played } = looksOf(checkOf('a', first), checkOf('b', second, { isTimed: false }));
  looks.note(first, world(false));
  looks.note(second, world(true));
  expect(played).toEqual([]);
});

test('what needs another check waits for that', () => {
  const checks = [checkOf('a', first), checkOf('b', second, { needs: ['a'] })];
  const blocked = looksOf(...checks);
  blocked.looks.note(second, world(true));
  expect(blocked.played).toEqual([]);
  blocked.looks.note(first, world(true));
  expect(blocked.played).toEqual(['first']);

  const free = looksOf(...checks);
  free.looks.note(second, world(true));
  free.looks.note(first, world(false));
  expect(free.played).toEqual(['second']);
});

test('a need that is not judged in this run holds nothing up', () => {
  const { looks, played } = looksOf(checkOf('b', second, { needs: ['a'] }));
  looks.note(second, world(true));
  expect(played).toEqual(['second']);
});
