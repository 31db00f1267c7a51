import type { PreparedProgram, ScenarioOutcome } from '../runtime/runtime.ts';
import type { GradeRequest } from './grade-request.ts';
import { judgeCheck, judgeInOrder, type Seen } from './judge.ts';
import type { Check, Scenario } from './lab.ts';
import type { ProgramRecord } from './observation.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface PlayedScenario {
  readonly scenario: Scenario;
  readonly outcome: ScenarioOutcome;
}

/** Plays all scenarios that the checks rest on, judges, and looks again where time decided. */
export async function playAndJudge(
  request: GradeRequest,
  program: PreparedProgram,
  checks: readonly Check[],
): Promise<{ verdicts: readonly Verdict[]; scenarios: readonly PlayedScenario[] }> {
  const scenarios = [...new Set(checks.map((check) => check.scenario))];
  const played = new Map(
    await Promise.all(scenarios.map(async (each) => [each.id, await play(request, program, each)] as const)),
  );
  const seenOf = (check: Check): Seen => played.get(check.scenario.id)?.seen ?? unplayed;
  const first = judgeInOrder(checks, seenOf);
  const confirmed = judgeInOrder(checks, seenOf, await confirmTimed(request, program, checks, first, seenOf));
  return {
    verdicts: checks.flatMap((check) => confirmed.get(check.id) ?? []),
    scenarios: [...played.values()].flatMap(({ scenario }) => scenario ?? []),
  };
}

const unplayed: Seen = { kind: 'broken', reason: 'its scenario was not played' };

interface Played {
  readonly seen: Seen;
  readonly scenario?: PlayedScenario;
}

async function play(request: GradeRequest, program: PreparedProgram, scenario: Scenario): Promise<Played> {
  try {
    const outcome = await request.pool.run({
      kind: 'scenario',
      labModule: request.labModule,
      scenario: scenario.id,
      program,
      seed: request.seed,
    });
    const { harnessError, observation } = outcome;
    const seen: Seen =
      harnessError === undefined
        ? { kind: 'observed', observation }
        : { kind: 'broken', reason: `The scenario ${scenario.id} failed on our side: ${harnessError}` };
    return { seen, scenario: { scenario, outcome } };
  } catch (error) {
    return { seen: { kind: 'broken', reason: String(error instanceof Error ? error.message : error) } };
  }
}

/**
 * A failure that rests on time (a measured one, or one that ran out) is looked at again in a fresh world. What does not
 * fail twice is a doubt, and a doubt takes no points: neither its own nor those of what waits for it.
 * @returns the verdicts of the checks that were looked at again
 */
async function confirmTimed(
  request: GradeRequest,
  program: PreparedProgram,
  checks: readonly Check[],
  first: ReadonlyMap<string, Verdict>,
  seenOf: (check: Check) => Seen,
): Promise<ReadonlyMap<string, Verdict>> {
  const doubtful = checks.filter(
    (check) => first.get(check.id)?.status === 'failed' && (check.isTimed || ranOutOfTime(seenOf(check))),
  );
  const scenarios = [...new Set(doubtful.map((check) => check.scenario))];
  const again = new Map(
    await Promise.all(
      scenarios.map(async (each) => [each.id, (await play(request, program, each)).seen] as const),
    ),
  );
  const confirmed = new Map<string, Verdict>();
  for (const check of doubtful) {
    const second = judgeCheck(check, again.get(check.scenario.id) ?? unplayed);
    const reason = 'It failed in one world and not in a second one: the machine was too busy to tell.';
    const isConfirmed = second.status === 'failed';
    confirmed.set(
      check.id,
      isConfirmed
        ? { ...second, attempts: 2 }
        : verdictOf(check, { status: 'inconclusive', reason, attempts: 2 }),
    );
  }
  return confirmed;
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
