import { expect, test } from 'vitest';
import { fail, inconclusive } from '../expect/failure.ts';
import { judgeCheck, judgeInOrder, type Seen } from './judge.ts';
import { scoreOf } from './score.ts';
import { madeUpCheck, madeUpObservation } from './testing/made-up.ts';

const observation = madeUpObservation();
const seen: Seen = { kind: 'observed', observation };
const check = madeUpCheck;

const passes = () => {};
const fails = () => fail({ expected: 'CRLF', actual: 'LF' });

test('a failure takes the points and says what was expected and what came', () => {
  expect(judgeCheck(check('a', fails), seen)).toMatchObject({
    status: 'failed',
    points: 0,
    possible: 10,
    expected: 'CRLF',
    actual: 'LF',
  });
});

test('a failure may leave a share of the points', () => {
  const half = () => fail({ expected: 'both', actual: 'one', credit: 0.5 });
  expect(judgeCheck(check('a', half), seen)).toMatchObject({ status: 'failed', points: 5 });
});

test('whatever else is thrown is our fault', () => {
  const verdict = judgeCheck(
    check('a', () => {
      throw new TypeError('undefined is not an object');
    }),
    seen,
  );
  expect(verdict).toMatchObject({ status: 'errored', reason: expect.stringContaining('undefined') });
});

test('a scenario that broke on our side makes its checks errored, not failed', () => {
  expect(judgeCheck(check('a', passes), { kind: 'broken', reason: 'a peer died' })).toMatchObject({
    status: 'errored',
    reason: 'a peer died',
  });
});

test('a doubt takes no points', () => {
  expect(
    judgeCheck(
      check('a', () => inconclusive('too busy')),
      seen,
    ),
  ).toMatchObject({
    status: 'inconclusive',
    points: 10,
  });
});

test('a failure in a scenario whose time ran out says so', () => {
  const late: Seen = {
    kind: 'observed',
    observation: { ...observation, timedOut: { afterMs: 8000, during: 'talking to the program' } },
  };
  expect(judgeCheck(check('a', fails), late).actual).toBe(
    'LF (the time ran out after 8 s, talking to the program)',
  );
});

test('what rests on a failed check is blocked by the root cause, not by the link before it', () => {
  const checks = [
    check('root', fails),
    check('middle', passes, { needs: ['root'] }),
    check('leaf', fails, { needs: ['middle'] }),
  ];
  const verdicts = judgeInOrder(checks, () => seen);
  expect(verdicts.get('middle')).toMatchObject({ status: 'blocked', blockedBy: 'root', points: 0 });
  expect(verdicts.get('leaf')).toMatchObject({ status: 'blocked', blockedBy: 'root' });
});

test('what rests on a doubt is a doubt', () => {
  const checks = [check('root', () => inconclusive('busy')), check('leaf', fails, { needs: ['root'] })];
  expect(judgeInOrder(checks, () => seen).get('leaf')).toMatchObject({ status: 'inconclusive', points: 10 });
});

test('a failure that a second look turned into a doubt no longer blocks what waits for it', () => {
  const checks = [check('root', fails), check('leaf', passes, { needs: ['root'] })];
  const doubt = judgeCheck(
    check('root', () => inconclusive('busy')),
    seen,
  );
  const verdicts = judgeInOrder(checks, () => seen, new Map([['root', doubt]]));
  expect(verdicts.get('leaf')).toMatchObject({ status: 'inconclusive', points: 10 });
  expect(judgeInOrder(checks, () => seen).get('leaf')).toMatchObject({ status: 'blocked', points: 0 });
});

test('core makes the points, extension the bonus', () => {
  const verdicts = [
    judgeCheck(check('a', passes), seen),
    judgeCheck(check('b', fails), seen),
    judgeCheck(check('c', passes, { kind: 'extension', points: 4 }), seen),
    judgeCheck(check('d', fails, { kind: 'robust', points: 0 }), seen),
  ];
  expect(scoreOf(verdicts)).toEqual({ points: 10, possible: 20, bonus: 4, bonusPossible: 4 });
});
