import { describe, expect, test } from 'vitest';
import { fail } from '../expect/failure.ts';
import type { Seen } from './judge.ts';
import type { ProgramRecord } from './observation.ts';
import { restsOnTime, settle } from './settle.ts';
import { madeUpCheck, madeUpObservation } from './testing/made-up.ts';
import { verdictOf } from './verdict.ts';

interface Facts {
  readonly fault?: string;
  readonly credit?: number;
}

/** Fails where it has a fault, with the credit that is left. */
const check = madeUpCheck(
  'timed',
  ({ facts }) => {
    const { fault, credit = 0 } = facts as Facts;
    const evidence = [{ kind: 'conversation', id: String(fault) }] as const;
    if (fault !== undefined) fail({ expected: 'in time', actual: fault, credit, evidence });
  },
  { isTimed: true },
);

function world(facts: Facts, stalledMs = 0): Seen {
  return { kind: 'observed', observation: madeUpObservation({ durationMs: 1000, stalledMs, facts }) };
}

const fine = world({});
const late = world({ fault: 'late' });
const broken: Seen = { kind: 'broken', reason: 'no disk' };

test('two failures are one, shown as in the world that is kept, with the better credit', () => {
  const verdict = settle(check, [
    world({ fault: 'first', credit: 0.2 }),
    world({ fault: '2nd', credit: 0.5 }),
  ]);
  expect(verdict).toMatchObject({ status: 'failed', actual: 'first', points: 5, attempts: 2 });
  expect(verdict?.evidence).toEqual([{ kind: 'conversation', id: 'first' }]);
});

test('two worlds do not suffice where they differ, or where the machine was too busy in both', () => {
  expect(settle(check, [late, fine])).toBeUndefined();
  expect(settle(check, [late, broken])).toBeUndefined();
  expect(settle(check, [world({ fault: 'late' }, 9000), world({ fault: 'late' }, 9000)])).toBeUndefined();
});

test('the third one decides', () => {
  expect(settle(check, [late, fine, fine])).toMatchObject({ status: 'passed', points: 10, attempts: 3 });
  expect(settle(check, [late, late, late])).toMatchObject({ status: 'failed', attempts: 3 });
  const passedWhileHeldUp = world({}, 9000);
  expect(settle(check, [late, passedWhileHeldUp, late])).toMatchObject({ status: 'failed', attempts: 3 });
});

test.each([
  [[late, fine, late], 'It failed in 2 of 3 worlds: the program does not do the same each time.'],
  [[late, fine, world({}, 9000)], 'It failed in 1 of 3 worlds: the machine was too busy to tell.'],
  [[late, broken, late], 'It failed in 2 of 3 worlds, and one could not be played: no disk'],
] as const)('or leaves a doubt, which takes no points, and says why (%#)', (worlds, reason) => {
  expect(settle(check, worlds)).toMatchObject({ status: 'inconclusive', points: 10, reason });
});

describe('a failure rests on time', () => {
  const { isTimed: _, ...plain } = check;
  const failed = verdictOf(plain, { status: 'failed', evidence: [{ kind: 'conversation', id: 'client-1' }] });
  const answered = { id: 'client-1', events: [{ atMs: 1, from: 'peer', kind: 'data' }] };
  const silent = { id: 'client-1', events: [{ atMs: 1, from: 'peer', kind: 'timeout' }] };
  const observed = (wishes: object) =>
    ({
      kind: 'observed',
      observation: { durationMs: 1000, programs: [], transcript: [], packets: [], ...wishes },
    }) as unknown as Seen;
  const ended = (exit: Partial<ProgramRecord['exit']>) => ({
    isUp: true,
    exit: { isOurDoing: true, ...exit },
  });

  test('where what the program might have gone on to do was awaited', () => {
    const awaited = { ...plain, isAwaited: true };
    const cutOff = observed({ programs: [{ isUp: true, exit: { isOurDoing: true } }] });
    const done = observed({ programs: [{ isUp: true, exit: { isOurDoing: false } }] });
    expect(restsOnTime(awaited, failed, cutOff)).toBe(true);
    expect(restsOnTime(awaited, failed, done)).toBe(false);
    expect(restsOnTime(plain, failed, cutOff)).toBe(false);
  });

  test.each([
    ['where it was measured', { ...failed, isTimed: true }, {}, true],
    [
      'where what it rests on was not waited for any longer',
      failed,
      { transcript: [silent], stalledMs: 900 },
      true,
    ],
    ['not where the machine held nothing up', failed, { transcript: [silent], stalledMs: 90 }, false],
    [
      'not where that was another conversation',
      { ...failed, evidence: [] },
      { transcript: [silent], stalledMs: 900 },
      false,
    ],
    ['not where all came', failed, { transcript: [answered], stalledMs: 900 }, false],
    ["where the story's time ran out", failed, { timedOut: { afterMs: 9, during: 'waiting' } }, true],
    [
      'where a start took too long',
      failed,
      { programs: [{ isUp: false, exit: { isOurDoing: true } }] },
      true,
    ],
    [
      'not where the program ended by itself',
      failed,
      { programs: [{ isUp: false, exit: { code: 1 } }] },
      false,
    ],
    [
      'not where a limit ended the program',
      { ...failed, isTimed: true },
      { transcript: [silent], programs: [ended({ limit: 'output' })] },
      false,
    ],
  ])('%s', (_words, verdict, wishes, rests) => {
    expect(restsOnTime(plain, verdict, observed(wishes))).toBe(rests);
  });
});
