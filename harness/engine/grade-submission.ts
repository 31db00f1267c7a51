import { rm } from 'node:fs/promises';
import path from 'node:path';
import { findFindings } from '../program/findings/find-findings.ts';
import type { Finding } from '../program/findings/finding.ts';
import { planPrograms } from '../program/plan.ts';
import type { ProgramPlan } from '../program/types.ts';
import { blockedBy, checksOf, type GradedPart, gradePart, type ProgramOutcome } from './grade-part.ts';
import type { GradeRequest } from './grade-request.ts';
import type { Lab } from './lab.ts';
import type { PlayedScenario } from './play-and-judge.ts';
import { type Score, scoreOf } from './score.ts';
import { startCheckOf, startVerdict } from './start-check.ts';
import type { Verdict } from './verdict.ts';

export type { ProgramOutcome } from './grade-part.ts';

/** One lab run: all that is known of it. */
export interface LabOutcome {
  readonly programs: readonly ProgramOutcome[];
  readonly verdicts: readonly Verdict[];
  readonly scenarios: readonly PlayedScenario[];
  readonly score: Score;
  /** Remarks that take no points. */
  readonly findings: readonly Finding[];
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
  const grading = Promise.all(planned.plans.map((plan) => gradePart(request, plan)));
  const played = grading.then(scenariosOf);
  const { location, lab } = request;
  const look = (plans: readonly ProgramPlan[]) =>
    findFindings({ location, plans, scenarios: played }, lab.libraries);
  // Which of two programs is graded is known when the first has come up, or has not.
  const isOpen = planned.plans.some(({ otherwise }) => otherwise !== undefined);
  const looking = isOpen
    ? grading.then((graded) => look(graded.map(({ program }) => program.plan)))
    : look(planned.plans);
  // Where grading itself goes wrong, that is heard of below.
  for (const each of [played, looking]) each.catch(() => undefined);
  const graded = await grading;
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
    scenarios: await played,
    score: scoreOf(verdicts),
    findings: await looking,
    isGradable: ungradableBecause === undefined,
    ...(ungradableBecause !== undefined && { ungradableBecause }),
    durationMs: performance.now() - startedAt,
  };
}

function scenariosOf(graded: readonly GradedPart[]): readonly PlayedScenario[] {
  return graded.flatMap(({ scenarios }) => scenarios);
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
    findings: [],
    isGradable: true,
    durationMs: performance.now() - startedAt,
  };
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
