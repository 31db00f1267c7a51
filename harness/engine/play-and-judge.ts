import type { PreparedProgram, ScenarioOutcome } from '../runtime/runtime.ts';
import { EarlySecondLooks } from './early-second-looks.ts';
import type { GradeRequest } from './grade-request.ts';
import type { Seen } from './judge.ts';
import { judgeAndConfirm, type PlayAgain } from './judge-and-confirm.ts';
import type { Check, Scenario } from './lab.ts';
import type { Verdict } from './verdict.ts';

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
  const early = new EarlySecondLooks(checks, async (each) => (await play(request, program, each)).seen);
  const played = new Map(
    await Promise.all(
      longestFirst(scenarios).map(async (each) => {
        const first = await play(request, program, each);
        early.note(each, first.seen);
        return [each.id, first] as const;
      }),
    ),
  );
  const seenOf = (check: Check): Seen => played.get(check.scenario.id)?.seen ?? unplayed;
  const playAgain: PlayAgain = async (scenario, isAlone) =>
    (isAlone ? undefined : early.take(scenario)) ?? (await play(request, program, scenario, isAlone)).seen;
  const verdicts = await judgeAndConfirm(checks, seenOf, playAgain);
  return {
    verdicts: checks.flatMap((check) => verdicts.get(check.id) ?? []),
    scenarios: scenarios.flatMap(({ id }) => played.get(id)?.scenario ?? []),
  };
}

/** By the time that their authors grant them: the last one to begin should not be a long one. */
function longestFirst(scenarios: readonly Scenario[]): readonly Scenario[] {
  return [...scenarios].sort((a, b) => b.timeoutMs - a.timeoutMs);
}

const unplayed: Seen = { kind: 'broken', reason: 'its scenario was not played' };

interface Played {
  readonly seen: Seen;
  readonly scenario?: PlayedScenario;
}

async function play(
  request: GradeRequest,
  program: PreparedProgram,
  scenario: Scenario,
  isAlone = false,
): Promise<Played> {
  try {
    const job = {
      kind: 'scenario',
      labModule: request.labModule,
      scenario: scenario.id,
      program,
      seed: request.seed,
    } as const;
    const outcome = await (isAlone ? request.pool.runAlone(job) : request.pool.run(job));
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
