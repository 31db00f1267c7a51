import { judgeCheck, type Seen } from './judge.ts';
import type { Check, Scenario } from './lab.ts';
import type { ProgramRecord } from './observation.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Plays a scenario once more, in a fresh world; alone: while no other world is played in. */
export type PlayAgain = (scenario: Scenario, isAlone: boolean) => Promise<Seen>;

/** In a world that the machine kept waiting for longer, a time proves little. */
const mostStallMs = 3000;

/**
 * A failure that rests on time (a measured one, or one that ran out) is looked at again in a fresh world. What does not
 * fail twice is a doubt, and a doubt takes no points: neither its own nor those of what waits for it. Where the machine
 * was too busy in either world, a third one decides, which has the machine to itself.
 * @returns the verdicts of the checks that were looked at again
 */
export async function confirmTimed(
  checks: readonly Check[],
  first: ReadonlyMap<string, Verdict>,
  seenOf: (check: Check) => Seen,
  playAgain: PlayAgain,
): Promise<ReadonlyMap<string, Verdict>> {
  const doubtful = checks.filter(
    (check) => first.get(check.id)?.status === 'failed' && (check.isTimed || ranOutOfTime(seenOf(check))),
  );
  const second = await lookAgain(doubtful, (scenario) => playAgain(scenario, false));
  const stalled = doubtful.filter((check) => isStalled(seenOf(check)) || isStalled(seenIn(second, check)));
  const third = await lookAgain(stalled, (scenario) => playAgain(scenario, true));
  return new Map(
    doubtful.map((check) => {
      const looks = [seenIn(second, check), ...(stalled.includes(check) ? [seenIn(third, check)] : [])];
      return [check.id, verdictAfter(check, looks)] as const;
    }),
  );
}

async function lookAgain(
  checks: readonly Check[],
  play: (scenario: Scenario) => Promise<Seen>,
): Promise<ReadonlyMap<string, Seen>> {
  const scenarios = [...new Set(checks.map((check) => check.scenario))];
  return new Map(await Promise.all(scenarios.map(async (each) => [each.id, await play(each)] as const)));
}

function seenIn(looks: ReadonlyMap<string, Seen>, check: Check): Seen {
  return looks.get(check.scenario.id) ?? { kind: 'broken', reason: 'its scenario was not played again' };
}

/** @param looks worlds after the first, in which it failed; the last one decides when it had the machine to itself */
function verdictAfter(check: Check, looks: readonly Seen[]): Verdict {
  const attempts = looks.length + 1;
  const verdicts = looks.map((seen) => judgeCheck(check, seen));
  const last = verdicts.at(-1);
  if (last?.status === 'failed') return { ...last, attempts };
  const wasAlone = looks.length > 1 && !looks.slice(-1).some(isStalled);
  if (last?.status === 'passed' && wasAlone) return { ...last, attempts };
  const reason = 'It failed in one world and not in another: the machine was too busy to tell.';
  return verdictOf(check, { status: 'inconclusive', reason, attempts });
}

function isStalled(seen: Seen): boolean {
  return seen.kind === 'observed' && (seen.observation.stalledMs ?? 0) > mostStallMs;
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
