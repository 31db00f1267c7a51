import { judgeInOrder, type Seen } from './judge.ts';
import type { Check, Scenario } from './lab.ts';
import { restsOnTime, settle } from './settle.ts';
import type { Verdict } from './verdict.ts';

/** Plays a scenario once more, in a fresh world; alone: while no other world is played in. */
export type PlayAgain = (scenario: Scenario, isAlone: boolean) => Promise<Seen>;

type SeenOf = (check: Check) => Seen;

/**
 * Judges checks in order. A failure that rests on time (a measured one, or one that ran out) is looked at again in a fresh
 * world. Where the two do not agree, or the machine was too busy in both, a third one decides, which has the machine to
 * itself. What remains in doubt takes no points: neither its own nor those of what waits for it.
 * @param seenOf the world that is kept and shown: evidence points into no other
 */
export async function judgeAndConfirm(
  checks: readonly Check[],
  seenOf: SeenOf,
  playAgain: PlayAgain,
): Promise<ReadonlyMap<string, Verdict>> {
  const decided = new Map<string, Verdict>();
  // What waited for a check that passed only in its third world is judged by that one.
  const thirdWorlds = new Map<Check, Seen>();
  const judgedIn = (check: Check) => thirdWorlds.get(check) ?? seenOf(check);
  for (;;) {
    const verdicts = judgeInOrder(checks, judgedIn, decided);
    const doubtful = checks.filter((check) => {
      const verdict = verdicts.get(check.id);
      return (
        !decided.has(check.id) && verdict?.status === 'failed' && restsOnTime(check, verdict, judgedIn(check))
      );
    });
    if (doubtful.length === 0) return withoutLostEvidence(verdicts, thirdWorlds);
    const confirmed = await confirm(doubtful, judgedIn, playAgain);
    for (const verdict of confirmed.verdicts) decided.set(verdict.check, verdict);
    for (const check of checks) {
      const world = confirmed.thirdWorlds.get(check.scenario.id);
      if (world !== undefined && verdicts.get(check.id)?.status === 'blocked') thirdWorlds.set(check, world);
    }
  }
}

function withoutLostEvidence(
  verdicts: ReadonlyMap<string, Verdict>,
  judgedElsewhere: ReadonlyMap<Check, Seen>,
): ReadonlyMap<string, Verdict> {
  const kept = new Map(verdicts);
  for (const { id } of judgedElsewhere.keys()) {
    const verdict = verdicts.get(id);
    if (verdict !== undefined) kept.set(id, { ...verdict, evidence: [] });
  }
  return kept;
}

interface Confirmed {
  readonly verdicts: readonly Verdict[];
  /** By scenario. */
  readonly thirdWorlds: ReadonlyMap<string, Seen>;
}

async function confirm(doubtful: readonly Check[], seenOf: SeenOf, playAgain: PlayAgain): Promise<Confirmed> {
  const secondWorlds = await lookAgain(doubtful, (scenario) => playAgain(scenario, false));
  const inTwo = (check: Check) => [seenOf(check), seenIn(secondWorlds, check)] as const;
  const settled = new Map(doubtful.map((check) => [check, settle(check, inTwo(check))] as const));
  const open = doubtful.filter((check) => settled.get(check) === undefined);
  const thirdWorlds = await lookAgain(open, (scenario) => playAgain(scenario, true));
  const verdicts = [...settled].flatMap(
    ([check, verdict]) => verdict ?? settle(check, [...inTwo(check), seenIn(thirdWorlds, check)]) ?? [],
  );
  return { verdicts, thirdWorlds };
}

async function lookAgain(
  checks: readonly Check[],
  play: (scenario: Scenario) => Promise<Seen>,
): Promise<ReadonlyMap<string, Seen>> {
  const scenarios = [...new Set(checks.map((check) => check.scenario))];
  return new Map(await Promise.all(scenarios.map(async (each) => [each.id, await play(each)] as const)));
}

function seenIn(worlds: ReadonlyMap<string, Seen>, check: Check): Seen {
  return worlds.get(check.scenario.id) ?? { kind: 'broken', reason: 'its scenario was not played again' };
}
