import type { LabRun, LabSummary, MissingPart, ScenarioRun, Verdict } from './schema.ts';
import { roundPoints, scoreOf, withAdjustments } from './score.ts';

type Check = LabSummary['checks'][number];

/** The same lab run as a student may see it. @param lab with the visibility that the course gives its checks */
export function redactLabRun(labRun: LabRun, lab: LabSummary | undefined): LabRun {
  const hidden = labRun.verdicts.filter(isUnseen);
  const secrets = [...labRun.verdicts, ...(lab?.checks ?? []).map(asNamed)].filter(isSecret).flatMap(namesOf);
  const verdicts = labRun.verdicts
    .filter((verdict) => !isUnseen(verdict))
    .map((verdict) => redactVerdict(verdict, hidden, secrets));
  const open = openScenarios(labRun, lab);
  const missingParts = labRun.missingParts.map((part) => visiblePart(part, lab));
  const { ungradableBecause, ...rest } = labRun;
  return {
    ...rest,
    ...(ungradableBecause !== undefined && {
      ungradableBecause: mentions(ungradableBecause, secrets)
        ? 'A check could not be judged.'
        : ungradableBecause,
    }),
    verdicts: verdicts.map((verdict) => (open.has(verdict.scenario) ? verdict : withoutTranscript(verdict))),
    missingParts,
    score: withAdjustments(scoreOf(verdicts, missingParts), labRun.score.adjustments ?? []),
    scenarios: labRun.scenarios.flatMap((scenario) => redactScenario(scenario, open, verdicts)),
    findings: labRun.findings.filter(({ audience }) => audience !== 'staff'),
    durationMs: wholeSeconds(labRun.durationMs),
    ...hiddenOf(labRun, hidden, lab),
  };
}

function isUnseen({ visibility }: Pick<Verdict, 'visibility'>): boolean {
  return visibility === 'nothing';
}

/** Less than all of it is shown. */
export function isSecret({ visibility = 'all' }: Pick<Verdict, 'visibility'>): boolean {
  return visibility !== 'all';
}

function asNamed({ id, title, visibility }: Check) {
  return { check: id, title, ...(visibility && { visibility }) };
}

function namesOf({ check, title, visibility }: Pick<Verdict, 'check' | 'title' | 'visibility'>): string[] {
  return visibility === 'nothing' ? [check, title] : [check];
}

function mentions(text: string, names: readonly string[]): boolean {
  return names.some((name) => text.includes(name));
}

function redactVerdict(verdict: Verdict, hidden: readonly Verdict[], secrets: readonly string[]): Verdict {
  const { blockedBy, reason, hint, ...rest } = verdict;
  const waitsForHidden = hidden.some(({ check }) => check === blockedBy);
  const isShownReason = reason !== undefined && !mentions(reason, secrets) && !isSecret(verdict);
  const waiting = { reason: 'It waits for a check that is not shown.' };
  const kept = {
    ...(hint !== undefined && !mentions(hint, hidden.flatMap(namesOf)) && { hint }),
    ...(waitsForHidden ? waiting : { ...(blockedBy && { blockedBy }), ...(isShownReason && { reason }) }),
  };
  return verdict.visibility === 'verdict' ? { ...onlyOutcome(rest), ...kept } : { ...rest, ...kept };
}

function onlyOutcome(verdict: Verdict): Verdict {
  const {
    expected: _expected,
    actual: _actual,
    reproduce: _reproduce,
    reproduceNote: _reproduceNote,
    ...rest
  } = verdict;
  return { ...rest, evidence: [] };
}

/** What its program printed may stay; what points into a transcript that is not there may not. */
function withoutTranscript(verdict: Verdict): Verdict {
  return { ...verdict, evidence: verdict.evidence.filter(({ kind }) => kind === 'output') };
}

/** Stories of which every check is shown whole: a transcript tells all that was sent. */
function openScenarios({ verdicts, scenarios }: LabRun, lab: LabSummary | undefined): ReadonlySet<string> {
  const closed = new Set(
    [...verdicts, ...(lab?.checks ?? [])].filter(isSecret).map(({ scenario }) => scenario),
  );
  return new Set(scenarios.map(({ id }) => id).filter((id) => !closed.has(id)));
}

function redactScenario(
  scenario: ScenarioRun,
  open: ReadonlySet<string>,
  visible: readonly Verdict[],
): ScenarioRun[] {
  if (open.has(scenario.id)) return [scenario];
  if (!visible.some((verdict) => verdict.scenario === scenario.id)) return [];
  const { id, title, part, durationMs } = scenario;
  return [{ id, title, part, durationMs: wholeSeconds(durationMs), programs: [] }];
}

function visiblePart(missing: MissingPart, lab: LabSummary | undefined): MissingPart {
  const lost = (lab?.checks ?? []).filter((check) => check.part === missing.part && isUnseen(check));
  const sum = (isBonus: boolean) =>
    lost.reduce((all, { kind, points }) => all + ((kind === 'extension') === isBonus ? points : 0), 0);
  return {
    ...missing,
    points: Math.max(0, roundPoints(missing.points - sum(false))),
    bonus: Math.max(0, roundPoints(missing.bonus - sum(true))),
  };
}

/** How many there are and what they are worth, whatever came of them. */
function hiddenOf(
  labRun: LabRun,
  hidden: readonly Verdict[],
  lab: LabSummary | undefined,
): Pick<LabRun, 'hidden'> {
  const missing = new Set(labRun.missingParts.filter(({ isCounted }) => isCounted).map(({ part }) => part));
  const unjudged = (lab?.checks ?? []).filter((check) => missing.has(check.part) && isUnseen(check));
  const all = [
    ...hidden.map(({ kind, possible }) => ({ kind, points: possible })),
    ...unjudged.map(({ kind, points }) => ({ kind, points })),
  ];
  if (all.length === 0) return {};
  const sum = (isBonus: boolean) =>
    roundPoints(
      all.reduce((total, { kind, points }) => total + ((kind === 'extension') === isBonus ? points : 0), 0),
    );
  return { hidden: { checks: all.length, points: sum(false), bonus: sum(true) } };
}

/** Coarse: a time may tell what was tried. */
export function wholeSeconds(durationMs: number): number {
  return Math.round(durationMs / 1000) * 1000;
}
