import { rm } from 'node:fs/promises';
import path from 'node:path';
import { planPrograms } from '../program/plan.ts';
import type { ProgramPlan } from '../program/types.ts';
import { GradeError } from '../runtime/errors.ts';
import { freezeSubmission } from '../runtime/freeze.ts';
import type { PreparedProgram, PrepareOutcome, ScenarioOutcome } from '../runtime/runtime.ts';
import type { SlotPool } from '../runtime/slot-pool.ts';
import { judgeCheck, judgeInOrder, type Seen } from './judge.ts';
import type { Check, Lab, Part, Scenario } from './lab.ts';
import { type Score, scoreOf } from './score.ts';
import { startCheckOf, startVerdict, whyNoStart } from './start-check.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface GradeRequest {
  readonly lab: Lab;
  /** Relative to the product's top folder: `labs/proxy/lab.ts`. */
  readonly labModule: string;
  /** A folder, or one file of a program. */
  readonly location: string;
  /** Unique in the run, safe as a file name. */
  readonly key: string;
  readonly seed: string;
  readonly pool: SlotPool;
  /** Shared with the slots. */
  readonly runFolder: string;
  /** Looks for these parts only; for all of the lab's when absent. */
  readonly parts?: ReadonlySet<string>;
  /** Judges only these checks and what they need; all when absent. */
  readonly only?: ReadonlySet<string>;
}

/** One part of the submission, built and started or not. */
export interface ProgramOutcome extends PrepareOutcome {
  readonly plan: ProgramPlan;
}

export interface PlayedScenario {
  readonly scenario: Scenario;
  readonly outcome: ScenarioOutcome;
}

/** One lab run: all that is known of it. */
export interface LabOutcome {
  readonly programs: readonly ProgramOutcome[];
  readonly verdicts: readonly Verdict[];
  readonly scenarios: readonly PlayedScenario[];
  readonly score: Score;
  readonly isGradable: boolean;
  /** For people, one sentence, when it is not gradable. */
  readonly ungradableBecause?: string;
  readonly durationMs: number;
}

/** Builds, starts, plays and judges one submission. Whatever the program does, it does not throw for it. */
export async function gradeSubmission(request: GradeRequest): Promise<LabOutcome> {
  const startedAt = performance.now();
  const parts = request.lab.parts.filter(({ id }) => request.parts?.has(id) ?? true);
  const planned = await planPrograms(request.location, parts);
  if (planned.kind === 'nothing') return nothingHandedIn(request, planned.reason, startedAt);
  const graded = await Promise.all(planned.plans.map((plan) => gradePart(request, plan)));
  await removeCopies(request, planned.plans);
  const verdicts = inOrder(
    request.lab,
    graded.flatMap((part) => part.verdicts),
  );
  const ungradableBecause =
    graded.map(({ ungradableBecause }) => ungradableBecause).find((reason) => reason !== undefined) ??
    errorIn(verdicts);
  return {
    programs: graded.map(({ program }) => program),
    verdicts,
    scenarios: graded.flatMap(({ scenarios }) => scenarios),
    score: scoreOf(verdicts),
    isGradable: ungradableBecause === undefined,
    ...(ungradableBecause !== undefined && { ungradableBecause }),
    durationMs: performance.now() - startedAt,
  };
}

/** Nothing to start is the student's doing: every check fails with the one reason. */
function nothingHandedIn(request: GradeRequest, reason: string, startedAt: number): LabOutcome {
  const part = request.lab.parts[0];
  const checks = part ? checksOf(request, part.id) : [];
  const start = part && startVerdict(startCheckOf(request.lab, part), reason);
  const verdicts = start ? [start, ...blockedBy(start, checks)] : [];
  return {
    programs: [],
    verdicts,
    scenarios: [],
    score: scoreOf(verdicts),
    isGradable: true,
    durationMs: performance.now() - startedAt,
  };
}

interface GradedPart {
  readonly program: ProgramOutcome;
  readonly verdicts: readonly Verdict[];
  readonly scenarios: readonly PlayedScenario[];
  readonly ungradableBecause?: string;
}

async function gradePart(request: GradeRequest, plan: ProgramPlan): Promise<GradedPart> {
  const part = request.lab.parts.find(({ id }) => id === plan.part);
  if (part === undefined) throw new GradeError('unknown-part', `${request.lab.id} has no part ${plan.part}`);
  const checks = checksOf(request, plan.part);
  const { outcome, prepared } = await prepareProgram(request, part, plan);
  const program = { plan, ...outcome };
  if (outcome.missingTool !== undefined) {
    const ungradableBecause = whyNoTool(outcome.missingTool, plan);
    const reason = { status: 'errored', reason: ungradableBecause } as const;
    return {
      program,
      verdicts: checks.map((check) => verdictOf(check, reason)),
      scenarios: [],
      ungradableBecause,
    };
  }
  const start = startVerdict(startCheckOf(request.lab, part), whyNoStart(outcome));
  if (start.status === 'failed') {
    return { program, verdicts: [start, ...blockedBy(start, checks)], scenarios: [] };
  }
  const { verdicts, scenarios } = await playAndJudge(request, prepared, checks);
  return { program, verdicts: [start, ...verdicts], scenarios };
}

async function prepareProgram(
  request: GradeRequest,
  part: Part,
  plan: ProgramPlan,
): Promise<{ outcome: PrepareOutcome; prepared: PreparedProgram }> {
  const { id, role, transport, needsRawSockets = false } = part;
  const setup = { id, role, transport, needsRawSockets };
  const sourceFolder = `source-${request.key}-${part.id}`;
  await freezeSubmission(plan.root, path.join(request.runFolder, sourceFolder));
  const builtFolder = `built-${request.key}-${part.id}`;
  const outcome = await request.pool.run({
    kind: 'prepare',
    part: setup,
    plan,
    sourceFolder,
    builtFolder,
  });
  return { outcome, prepared: { part: setup, plan, folder: builtFolder, candidate: outcome.candidate } };
}

async function playAndJudge(
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
  const confirmed = judgeInOrder(checks, seenOf, await confirmTimed(request, program, checks, first));
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
 * A failure that rests on a measured time is looked at again in a fresh world. What does not fail twice is a doubt, and
 * a doubt takes no points: neither its own nor those of what waits for it.
 * @returns the verdicts of the checks that were looked at again
 */
async function confirmTimed(
  request: GradeRequest,
  program: PreparedProgram,
  checks: readonly Check[],
  first: ReadonlyMap<string, Verdict>,
): Promise<ReadonlyMap<string, Verdict>> {
  const doubtful = checks.filter((check) => check.isTimed && first.get(check.id)?.status === 'failed');
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

function checksOf({ lab, only }: GradeRequest, part: string): readonly Check[] {
  const all = lab.checks.filter(({ scenario }) => scenario.part === part);
  if (only === undefined) return all;
  const wanted = new Set(only);
  // What a check needs is judged with it: walk backwards, as needs come before.
  for (const check of [...all].reverse()) {
    if (wanted.has(check.id)) for (const needed of check.needs ?? []) wanted.add(needed);
  }
  return all.filter(({ id }) => wanted.has(id));
}

function blockedBy(start: Verdict, checks: readonly Check[]): Verdict[] {
  const reason = `Waits for: ${start.title}`;
  return checks.map((check) => verdictOf(check, { status: 'blocked', blockedBy: start.check, reason }));
}

function whyNoTool(tool: string, plan: ProgramPlan): string {
  if (tool !== 'python2') return `${plan.entry} needs ${tool}, which this machine does not have.`;
  const [note = `${plan.entry} is Python 2.`] = plan.notes.filter((text) => text.includes('Python 2'));
  return `${note} It cannot run here: there is no python2 on this machine.`;
}

function errorIn(verdicts: readonly Verdict[]): string | undefined {
  const errored = verdicts.find(({ status }) => status === 'errored');
  return errored && `${errored.check} could not be judged: ${errored.reason?.split('\n')[0]}`;
}

/** Parts were graded side by side; the report keeps the order of the lab. */
function inOrder(lab: Lab, verdicts: readonly Verdict[]): readonly Verdict[] {
  const order = new Map(lab.checks.map(({ id }, index) => [id, index]));
  return [...verdicts].sort((a, b) => (order.get(a.check) ?? -1) - (order.get(b.check) ?? -1));
}

/** What was copied and built for this lab run is of no use after it. */
async function removeCopies({ runFolder, key }: GradeRequest, plans: readonly ProgramPlan[]): Promise<void> {
  const names = plans.flatMap(({ part }) => [`source-${key}-${part}`, `built-${key}-${part}`]);
  await Promise.all(names.map((name) => rm(path.join(runFolder, name), { recursive: true, force: true })));
}
