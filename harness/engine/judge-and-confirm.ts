import { judgeCheck, judgeInOrder, type Seen } from './judge.ts';
import type { Check, Scenario } from './lab.ts';
import type { ProgramRecord } from './observation.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Plays a scenario once more, in a fresh world; alone: while no other world is played in. */
export type PlayAgain = (scenario: Scenario, isAlone: boolean) => Promise<Seen>;

type SeenOf = (check: Check) => Seen;

/** In a world that the machine kept waiting for longer, and for more than this share of its time, a time proves little. */
const mostStallMs = 3000;
const mostStalledShare = 0.3;

/**
 * Judges checks in order. A failure that rests on time (a measured one, or one that ran out) is looked at again in a fresh
 * world. Where the two do not agree, or the machine was too busy in both, a third one decides, which has the machine to
 * itself. What remains in doubt takes no points: neither its own nor those of what waits for it.
 */
export async function judgeAndConfirm(
  checks: readonly Check[],
  seenOf: SeenOf,
  playAgain: PlayAgain,
): Promise<ReadonlyMap<string, Verdict>> {
  const decided = new Map<string, Verdict>();
  // What waited for a check that passed only in its third world is judged by that one.
  const lastWorlds = new Map<string, Seen>();
  for (;;) {
    const verdicts = judgeInOrder(checks, (check) => lastWorlds.get(check.id) ?? seenOf(check), decided);
    const doubtful = checks.filter(
      (check) =>
        !decided.has(check.id) &&
        verdicts.get(check.id)?.status === 'failed' &&
        (check.isTimed || ranOutOfTime(seenOf(check))),
    );
    if (doubtful.length === 0) return verdicts;
    const confirmed = await confirm(doubtful, seenOf, playAgain);
    for (const [id, verdict] of confirmed.verdicts) decided.set(id, verdict);
    for (const check of checks) {
      const world = confirmed.thirdWorlds.get(check.scenario.id);
      if (world !== undefined && verdicts.get(check.id)?.status === 'blocked')
        lastWorlds.set(check.id, world);
    }
  }
}

interface Confirmed {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** By scenario. */
  readonly thirdWorlds: ReadonlyMap<string, Seen>;
}

async function confirm(doubtful: readonly Check[], seenOf: SeenOf, playAgain: PlayAgain): Promise<Confirmed> {
  const secondWorlds = await lookAgain(doubtful, (scenario) => playAgain(scenario, false));
  const seconds = new Map(doubtful.map((check) => [check, seenIn(secondWorlds, check)] as const));
  const isOpen = (check: Check, second: Seen) =>
    (isStalled(seenOf(check)) && isStalled(second)) || judgeCheck(check, second).status !== 'failed';
  const open = doubtful.filter((check) => isOpen(check, seenIn(secondWorlds, check)));
  const thirdWorlds = await lookAgain(open, (scenario) => playAgain(scenario, true));
  const verdicts = new Map(
    [...seconds].map(([check, second]) => {
      if (!open.includes(check)) return [check.id, { ...judgeCheck(check, second), attempts: 2 }] as const;
      const hasFailedTwice = judgeCheck(check, second).status === 'failed';
      return [check.id, lastVerdict(check, seenIn(thirdWorlds, check), hasFailedTwice)] as const;
    }),
  );
  return { verdicts, thirdWorlds };
}

/** @param mayFail whether a failure in this world, which had the machine to itself, is beyond doubt */
function lastVerdict(check: Check, third: Seen, mayFail: boolean): Verdict {
  const verdict = judgeCheck(check, third);
  const isClear =
    (verdict.status === 'failed' && mayFail) || (verdict.status === 'passed' && !isStalled(third));
  if (isClear) return { ...verdict, attempts: 3 };
  const reason = 'It failed in one world and not in another: the machine was too busy to tell.';
  return verdictOf(check, { status: 'inconclusive', reason, attempts: 3 });
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

function isStalled(seen: Seen): boolean {
  if (seen.kind === 'broken') return false;
  const { stalledMs = 0, durationMs, programs } = seen.observation;
  // One that ran into a limit held itself up.
  if (programs.some(({ exit }) => exit?.limit !== undefined)) return false;
  return stalledMs > Math.max(mostStallMs, durationMs * mostStalledShare);
}

/** Whether the scenario's time ran out, or that of a start. */
function ranOutOfTime(seen: Seen): boolean {
  if (seen.kind === 'broken') return false;
  const { timedOut, programs } = seen.observation;
  return timedOut !== undefined || programs.some(startedTooLate);
}

function startedTooLate({ isUp, exit }: ProgramRecord): boolean {
  return !isUp && (exit === undefined || (exit.isOurDoing && exit.limit === undefined));
}
