import { expect, test } from 'vitest';
import { expectThat } from '../expect/failure.ts';
import { EarlySecondLooks } from './early-second-looks.ts';
import type { Seen } from './judge.ts';
import type { Check, Scenario } from './lab.ts';
import { madeUpCheck, madeUpObservation, madeUpScenario } from './testing/made-up.ts';

const [first, second] = [madeUpScenario('first'), madeUpScenario('second')];

function checkOf(id: string, scenario: Scenario, wishes: Partial<Check> = {}): Check {
  const judge: Check['judge'] = ({ facts }) =>
    expectThat(!('isLate' in facts && facts.isLate), () => ({ expected: 'in time', actual: 'late' }));
  return madeUpCheck(id, judge, { scenario, isTimed: true, ...wishes });
}

const world = (isLate: boolean): Seen => ({
  kind: 'observed',
  observation: madeUpObservation({ facts: { isLate } }),
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
