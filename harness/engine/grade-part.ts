import path from 'node:path';
import type { ProgramPlan } from '../program/types.ts';
import { GradeError } from '../runtime/errors.ts';
import { freezeSubmission } from '../runtime/freeze.ts';
import type { PreparedProgram, PrepareOutcome } from '../runtime/runtime.ts';
import type { GradeRequest } from './grade-request.ts';
import type { Check, Part } from './lab.ts';
import { type PlayedScenario, playAndJudge } from './play-and-judge.ts';
import { startCheckOf, startVerdict, whyNoStart } from './start-check.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** One part of the submission, built and started or not. */
export interface ProgramOutcome extends PrepareOutcome {
  readonly plan: ProgramPlan;
}

export interface GradedPart {
  readonly program: ProgramOutcome;
  readonly verdicts: readonly Verdict[];
  readonly scenarios: readonly PlayedScenario[];
  readonly ungradableBecause?: string;
}

/** Builds, starts, plays and judges one part. */
export async function gradePart(request: GradeRequest, planned: ProgramPlan): Promise<GradedPart> {
  const part = request.lab.parts.find(({ id }) => id === planned.part);
  if (part === undefined)
    throw new GradeError('unknown-part', `${request.lab.id} has no part ${planned.part}`);
  const checks = checksOf(request, planned.part);
  const { outcome, prepared } = await prepareBest(request, part, planned);
  const { plan } = prepared;
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

interface Prepared {
  readonly outcome: PrepareOutcome;
  readonly prepared: PreparedProgram;
}

/** Where the program that fits best does not come up, the one that fits next is tried: it may be the one that is meant. */
async function prepareBest(request: GradeRequest, part: Part, plan: ProgramPlan): Promise<Prepared> {
  const first = await prepareProgram(request, part, plan);
  const { otherwise } = plan;
  if (otherwise === undefined || first.outcome.missingTool !== undefined) return first;
  if (whyNoStart(first.outcome) === undefined) return first;
  const why = `${otherwise.why}, as ${plan.entry} does not come up`;
  const second = await prepareProgram(request, part, { ...otherwise, why });
  const isUp = second.outcome.missingTool === undefined && whyNoStart(second.outcome) === undefined;
  return isUp ? second : first;
}

async function prepareProgram(request: GradeRequest, part: Part, plan: ProgramPlan): Promise<Prepared> {
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

/** Checks of a part that were asked for, and those they need. */
export function checksOf({ lab, only }: GradeRequest, part: string): readonly Check[] {
  const all = lab.checks.filter(({ scenario }) => scenario.part === part);
  if (only === undefined) return all;
  const wanted = new Set(only);
  // What a check needs is judged with it: walk backwards, as needs come before.
  for (const check of [...all].reverse()) {
    if (wanted.has(check.id)) for (const needed of check.needs ?? []) wanted.add(needed);
  }
  return all.filter(({ id }) => wanted.has(id));
}

export function blockedBy(start: Verdict, checks: readonly Check[]): Verdict[] {
  const reason = `Waits for: ${start.title}`;
  return checks.map((check) => verdictOf(check, { status: 'blocked', blockedBy: start.check, reason }));
}

function whyNoTool(tool: string, plan: ProgramPlan): string {
  if (tool.startsWith('the Python package'))
    return `${plan.entry} needs ${tool}, which this machine does not have: install it there, with pip or apt.`;
  if (tool.startsWith('a display'))
    return `${plan.entry} needs ${tool}, and programs run without one here: a start that takes arguments or asks on the terminal can be graded.`;
  if (tool !== 'python2')
    return `${plan.entry} needs ${tool}, which this machine does not have: \`grade doctor\` says how to get it.`;
  const [note = `${plan.entry} is Python 2.`] = plan.notes.filter((text) => text.includes('Python 2'));
  return `${note} It cannot run here: there is no python2 on this machine.`;
}
