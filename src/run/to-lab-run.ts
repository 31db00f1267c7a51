import type { LabOutcome, ProgramOutcome } from '../../harness/engine/grade-submission.ts';
import type { Lab } from '../../harness/engine/lab.ts';
import { startCheckOf } from '../../harness/engine/start-check.ts';
import { transcriptPath } from '../../reports/report-paths.ts';
import type { LabRun, LabSummary, ProgramSummary } from '../../reports/schema.ts';
import { toProgramStart } from '../../reports/to-transcript-file.ts';
import type { Submission } from '../course/submission.ts';
import { missingParts, type Scope, withMissing } from './missing-parts.ts';

export interface GradedSubmission {
  readonly lab: Lab;
  readonly submission: Submission;
  /** Of the bytes that were graded. */
  readonly hash: string;
  readonly scope: Scope;
  readonly outcome: LabOutcome;
}

/** The canonical form of what came of one submission. */
export function toLabRun({ lab, submission, hash, scope, outcome }: GradedSubmission): LabRun {
  const missing = missingParts(lab, outcome, scope);
  const programs = outcome.programs.map(toProgramSummary);
  const [first] = programs;
  const labRun = { student: submission.student, lab: lab.id };
  return {
    ...labRun,
    labTitle: lab.title,
    labVersion: lab.version,
    submissionHash: hash,
    gradable: outcome.isGradable,
    ...(outcome.ungradableBecause !== undefined && { ungradableBecause: outcome.ungradableBecause }),
    score: withMissing(outcome.score, missing),
    ...(first && { program: { language: first.language, command: first.command, why: first.why } }),
    programs,
    missingParts: missing,
    verdicts: outcome.verdicts.map((verdict) => ({
      ...verdict,
      sources: verdict.sources.map((source) => ({ ...source })),
      evidence: [...verdict.evidence],
    })),
    scenarios: outcome.scenarios.map(({ scenario, outcome: { observation, pcap } }) => ({
      id: scenario.id,
      title: scenario.title,
      part: scenario.part,
      durationMs: observation.durationMs,
      transcript: transcriptPath(labRun, scenario.id),
      output: transcriptPath(labRun, scenario.id),
      ...(pcap && { pcap: pcapPath(labRun, scenario.id) }),
      ...(observation.timedOut && { timedOut: observation.timedOut }),
      programs: observation.programs.map(toProgramStart),
    })),
    findings: outcome.findings.map((finding) => ({ ...finding })),
    durationMs: outcome.durationMs,
  };
}

/** Beside the transcript. */
export function pcapPath(labRun: Pick<LabRun, 'student' | 'lab'>, scenario: string): string {
  return transcriptPath(labRun, scenario).replace(/\.json$/, '.pcap');
}

function toProgramSummary({ plan, build, missingTool, command }: ProgramOutcome): ProgramSummary {
  return {
    part: plan.part,
    language: plan.language,
    command,
    why: plan.why,
    entry: plan.entry,
    notes: [...plan.notes],
    ...(build && { build }),
    ...(missingTool !== undefined && { missingTool }),
  };
}

/** What reports say of a lab, without the lab. */
export function toLabSummary(lab: Lab): LabSummary {
  const checks = [...lab.parts.map((part) => startCheckOf(lab, part)), ...lab.checks];
  return {
    id: lab.id,
    title: lab.title,
    summary: lab.summary,
    version: lab.version,
    parts: lab.parts.map(({ id, title, role }) => ({ id, title, role })),
    checks: checks.map(({ id, title, kind, level, scenario, points, sources, explanation }) => ({
      id,
      title,
      kind,
      level,
      part: scenario.part,
      scenario: scenario.id,
      points,
      sources: sources.map((source) => ({ ...source })),
      explanation,
    })),
  };
}
