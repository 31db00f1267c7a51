import { expect, test } from 'vitest';
import { expectThat } from '../expect/failure.ts';
import type { PreparedProgram, Runtime, Slot } from '../runtime/runtime.ts';
import { SlotPool } from '../runtime/slot-pool.ts';
import type { GradeRequest } from './grade-request.ts';
import type { Check } from './lab.ts';
import type { Observation } from './observation.ts';
import { playAndJudge } from './play-and-judge.ts';
import { madeUpCheck, madeUpObservation } from './testing/made-up.ts';

interface Facts {
  readonly isFine?: boolean;
  readonly isLate?: boolean;
}

function checkOf(id: string, wishes: Partial<Check> = {}): Check {
  const judge: Check['judge'] = ({ facts }) =>
    expectThat((facts as Facts).isFine === true, () => ({ expected: 'a fine day', actual: 'rain' }));
  return madeUpCheck(id, judge, wishes);
}

type Seen = Partial<Observation> & { readonly isFine: boolean; readonly isLate?: boolean };

/** Judges with worlds that show these things, one after the other. */
async function judged(checks: readonly Check[], ...worlds: readonly Seen[]) {
  let played = 0;
  const slot = {
    async run() {
      const { isFine, isLate = false, ...rest } = worlds[played++] ?? { isFine: false };
      return { observation: madeUpObservation({ facts: { isFine, isLate }, ...rest }) };
    },
    async [Symbol.asyncDispose]() {},
  } as unknown as Slot;
  const runtime = { maxSlots: 1, openSlot: async () => slot } as unknown as Runtime;
  await using pool = new SlotPool(runtime, 1);
  const request = { pool, labModule: '', seed: '1' } as unknown as GradeRequest;
  const { verdicts } = await playAndJudge(request, {} as PreparedProgram, checks);
  return {
    played,
    statuses: verdicts.map(({ status }) => status),
    points: verdicts.map(({ points }) => points),
  };
}

const rain = { isFine: false };
const sun = { isFine: true };

test('a failure that does not rest on time is judged once', async () => {
  expect(await judged([checkOf('plain')], rain, sun)).toEqual({
    played: 1,
    statuses: ['failed'],
    points: [0],
  });
});

test('a timed failure is looked at again: twice is a failure', async () => {
  const timed = checkOf('timed', { isTimed: true });
  expect(await judged([timed], rain, rain)).toEqual({ played: 2, statuses: ['failed'], points: [0] });
});

test('a timed failure that does not happen again is looked at a third time, alone', async () => {
  const checks = [checkOf('timed', { isTimed: true }), checkOf('next', { needs: ['timed'] })];
  expect(await judged(checks, rain, sun, sun)).toEqual({
    played: 3,
    // What waited for it is judged by the world in which it passed.
    statuses: ['passed', 'passed'],
    points: [10, 10],
  });
});

test('what then fails again is a doubt, and so is what waits for it', async () => {
  const checks = [checkOf('timed', { isTimed: true }), checkOf('next', { needs: ['timed'] })];
  const { statuses, points } = await judged(checks, rain, sun, rain);
  expect(statuses[0]).toBe('inconclusive');
  expect(statuses[1]).not.toBe('blocked');
  expect(points[0]).toBe(10);
});

test('so is any failure in a scenario whose time ran out', async () => {
  const late = { ...rain, timedOut: { afterMs: 9, during: 'waiting' } };
  expect((await judged([checkOf('plain')], late, sun, sun)).statuses).toEqual(['passed']);
  expect((await judged([checkOf('plain')], late, late)).statuses).toEqual(['failed']);
});

test('so is any failure where a start of the program took too long, but not where the program ended', async () => {
  const start = {
    command: 'x',
    startedAtMs: 0,
    isUp: false,
    listening: [],
    output: [],
    droppedOutputBytes: 0,
    answers: [],
  };
  const slow = { ...rain, programs: [{ ...start, exit: { atMs: 9, isOurDoing: true } }] };
  expect((await judged([checkOf('plain')], slow, sun, sun)).statuses).toEqual(['passed']);
  const crashed = { ...rain, programs: [{ ...start, exit: { atMs: 9, code: 1, isOurDoing: false } }] };
  expect((await judged([checkOf('plain')], crashed, sun)).statuses).toEqual(['failed']);
});

test('what waited for a check that passed late, and fails on time, is looked at again itself', async () => {
  const judge: Check['judge'] = ({ facts }) =>
    expectThat(!(facts as Facts).isLate, () => ({ expected: 'in time', actual: 'late' }));
  const checks = [
    checkOf('timed', { isTimed: true }),
    checkOf('next', { isTimed: true, needs: ['timed'], judge }),
  ];
  const { played, statuses } = await judged(checks, rain, sun, { ...sun, isLate: true }, sun, sun);
  expect({ played, statuses }).toEqual({ played: 5, statuses: ['passed', 'passed'] });
});

test('what waited is judged by the world in which it is judged: also whether its time ran out there', async () => {
  const judge: Check['judge'] = ({ facts }) =>
    expectThat(!(facts as Facts).isLate, () => ({ expected: 'in time', actual: 'late' }));
  const checks = [checkOf('timed', { isTimed: true }), checkOf('next', { needs: ['timed'], judge })];
  const third = { ...sun, isLate: true, timedOut: { afterMs: 9, during: 'waiting' } };
  const { played, statuses } = await judged(checks, rain, sun, third, sun, sun);
  expect({ played, statuses }).toEqual({ played: 5, statuses: ['passed', 'passed'] });
});

test('where the machine was too busy, a world that has it to itself decides', async () => {
  const timed = [checkOf('timed', { isTimed: true })];
  const busyRain = { ...rain, stalledMs: 9000 };
  const busySun = { ...sun, stalledMs: 9000 };
  expect(await judged(timed, busyRain, busyRain, sun)).toEqual({
    played: 3,
    statuses: ['passed'],
    points: [10],
  });
  expect(await judged(timed, busyRain, busyRain, rain)).toEqual({
    played: 3,
    statuses: ['failed'],
    points: [0],
  });
  expect((await judged(timed, busyRain, busyRain, busySun)).statuses).toEqual(['inconclusive']);
  expect((await judged(timed, busyRain, sun, sun)).statuses).toEqual(['passed']);
  // It failed where the machine kept up, and in another world too.
  expect(await judged(timed, busyRain, rain)).toEqual({ played: 2, statuses: ['failed'], points: [0] });
  const longRain = { ...busyRain, durationMs: 60_000 };
  expect((await judged(timed, longRain, longRain)).played).toBe(2);
});
