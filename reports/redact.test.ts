import { describe, expect, it } from 'vitest';
import { redactLabRun } from './redact.ts';
import type { LabRun, LabSummary, Results, Visibility } from './schema.ts';
import { resultsSchema } from './schema.ts';
import { describeAdjustments, describeHidden } from './score-notes.ts';
import { isRestricted, studentEdition } from './student-edition.ts';
import { fixtureLabRun } from './testing/fixture-lab-run.ts';
import { fixtureLabs } from './testing/fixture-labs.ts';
import { fixtureRun } from './testing/fixture-results.ts';

/** A word in every text of what is hidden: it must not be anywhere. */
const secret = 'ZQXJ';

function labWith(visibility: Readonly<Record<string, Visibility>>): LabSummary {
  const lab = fixtureLabs()[0] as LabSummary;
  const checks = lab.checks.map((check) => {
    const own = visibility[check.id.slice(lab.id.length + 1)];
    if (own === undefined) return check;
    const sealed =
      own === 'nothing' ? { title: `${check.title} ${secret}`, scenario: `${check.scenario}-${secret}` } : {};
    const explanation = { does: secret, expects: secret, why: secret, mistake: secret };
    return { ...check, ...sealed, explanation, visibility: own };
  });
  return { ...lab, checks };
}

function runOf(lab: LabSummary, fails: readonly string[], changes: Partial<LabRun> = {}): LabRun {
  const labRun = fixtureLabRun({ student: 'ada', lab, fails });
  const verdicts = labRun.verdicts.map((verdict) => {
    const { visibility } = lab.checks.find(({ id }) => id === verdict.check) ?? {};
    if (visibility === undefined) return verdict;
    const texts = {
      expected: secret,
      actual: secret,
      reproduce: secret,
      reproduceNote: secret,
      evidence: [{ kind: 'output' as const, program: 0, text: secret }],
    };
    return {
      ...verdict,
      visibility,
      ...texts,
      reason: secret,
      hint: visibility === 'nothing' ? secret : 'Send CRLF.',
    };
  });
  const hidden = new Set(
    lab.checks.filter(({ visibility }) => visibility !== undefined).map(({ scenario }) => scenario),
  );
  const scenarios = [...new Set(lab.checks.map(({ scenario }) => scenario))].map((id) => ({
    id,
    title: id,
    part: 'main',
    durationMs: 1234,
    transcript: `ada/${lab.id}/${id}.json`,
    pcap: `ada/${lab.id}/${id}.pcap`,
    programs: hidden.has(id)
      ? [{ command: secret, startedAtMs: 1, isUp: true, listening: [], answers: [] }]
      : [],
  }));
  return { ...labRun, verdicts, scenarios, ...changes };
}

function resultsOf(lab: LabSummary, labRuns: readonly LabRun[]): Results {
  return { ...fixtureRun(labRuns), labs: [lab] };
}

describe('checks of which nothing is shown', () => {
  const lab = labWith({ 'lives-on': 'nothing', 'stays-in-root': 'nothing' });

  it('leave no byte of themselves, whatever came of them', () => {
    for (const fails of [[], ['lives-on', 'stays-in-root'], ['answers']]) {
      const { results } = studentEdition(resultsOf(lab, [runOf(lab, fails)]), 'ada');
      expect(JSON.stringify(results)).not.toContain(secret);
      expect(JSON.stringify(results)).not.toContain('lives-on');
      expect(resultsSchema.safeParse(results).error).toBeUndefined();
    }
  });

  it('do not change score or counts by how they came out', () => {
    const editions = [[], ['lives-on'], ['stays-in-root', 'lives-on']].map((fails) => {
      const { results } = studentEdition(resultsOf(lab, [runOf(lab, fails)]), 'ada');
      return {
        score: results.labRuns[0]?.score,
        hidden: results.labRuns[0]?.hidden,
        counts: results.run.counts,
      };
    });
    expect(editions[1]).toEqual(editions[0]);
    expect(editions[2]).toEqual(editions[0]);
    expect(editions[0]).toMatchObject({
      score: { points: 90, possible: 90 },
      hidden: { checks: 2, points: 10, bonus: 0 },
    });
  });

  it('do not show through a deduction either', () => {
    const adjustments = [{ id: 'late', title: 'Late', points: -95, bonus: 0 }];
    const score = { points: 5, possible: 100, bonus: 10, bonusPossible: 10, adjustments };
    const scores = [[], ['lives-on']].map((fails) => redactLabRun(runOf(lab, fails, { score }), lab).score);
    expect(scores[1]).toEqual(scores[0]);
  });

  it('that others wait for are not named', () => {
    const sealed = labWith({ 'status-line': 'nothing' });
    const { verdicts } = redactLabRun(runOf(sealed, ['status-line']), sealed);
    const waiting = verdicts.find(({ check }) => check === 'web-server/not-found');
    expect(waiting).toMatchObject({ status: 'blocked', reason: 'It waits for a check that is not shown.' });
    expect(waiting?.blockedBy).toBeUndefined();
  });

  it('are not named as the reason why nothing was graded', () => {
    const changes = { gradable: false, ungradableBecause: 'web-server/lives-on could not be judged: x' };
    expect(redactLabRun(runOf(lab, [], changes), lab).ungradableBecause).toBe('A check could not be judged.');
  });

  it('count with the part that is missing', () => {
    const missingParts = [{ part: 'main', title: 'x', points: 100, bonus: 10, isCounted: true }];
    const redacted = redactLabRun(runOf(lab, [], { verdicts: [], missingParts }), lab);
    expect(redacted.score).toMatchObject({ points: 0, possible: 90 });
    expect(redacted.hidden).toEqual({ checks: 2, points: 10, bonus: 0 });
  });

  it('take the seed with them', () => {
    const { results } = studentEdition(resultsOf(lab, [runOf(lab, [])]), 'ada');
    expect(results.run.seed).toBe('not-shown');
  });
});

describe('checks that are shown by verdict alone', () => {
  const lab = labWith({ 'ends-head': 'verdict' });
  const redacted = redactLabRun(runOf(lab, ['ends-head']), lab);

  it('keep outcome, points and hint, and nothing that was sent or came', () => {
    const verdict = redacted.verdicts.find(({ check }) => check === 'web-server/ends-head');
    expect(verdict).toMatchObject({
      status: 'failed',
      points: 0,
      possible: 10,
      hint: 'Send CRLF.',
      evidence: [],
    });
    expect(JSON.stringify(redacted)).not.toContain(secret);
    expect(redacted.hidden).toBeUndefined();
  });

  it('close their story, also for the checks that are shown whole: a transcript tells all', () => {
    const { files } = studentEdition(resultsOf(lab, [runOf(lab, ['ends-head'])]), 'ada');
    expect(files.map(({ from }) => from)).toEqual([
      'ada/web-server/odd-requests.json',
      'ada/web-server/odd-requests.pcap',
    ]);
    expect(files.map(({ to }) => to)).toEqual([
      'web-server/odd-requests.json',
      'web-server/odd-requests.pcap',
    ]);
    expect(redacted.scenarios.find(({ id }) => id === 'basics')?.transcript).toBeUndefined();
  });
});

it('nothing of anybody else, nor of the call', () => {
  const lab = labWith({});
  const labRuns = [runOf(lab, []), { ...runOf(lab, []), student: `ben ${secret}` }];
  const whole = resultsOf(lab, labRuns);
  const roster = [{ student: 'ada', name: 'Ada' }, { student: `ben ${secret}` }];
  const run = {
    ...whole.run,
    notes: [secret],
    command: secret,
    pending: [{ student: secret, lab: 'proxy' }],
  };
  const { results } = studentEdition({ ...whole, run, roster }, 'ada');
  expect(JSON.stringify(results)).not.toContain(secret);
  expect(results.roster).toEqual([{ student: 'ada', name: 'Ada' }]);
});

it('remarks for staff are left out, and are reason enough for an edition', () => {
  const lab = labWith({});
  const finding = { id: 'x', title: secret, audience: 'staff' as const };
  const labRun = runOf(lab, [], { findings: [finding, { id: 'y', title: 'kept' }] });
  expect(redactLabRun(labRun, lab).findings).toEqual([{ id: 'y', title: 'kept' }]);
  expect(isRestricted(resultsOf(lab, [labRun]))).toBe(true);
  expect(isRestricted(resultsOf(lab, [runOf(lab, [])]))).toBe(false);
});

it('says deductions and what is hidden in a line each', () => {
  const adjustments = [{ id: 'late', title: 'Handed in 2 days late: 10 % a day', points: -20, bonus: 0 }];
  expect(describeAdjustments({ points: 1, possible: 1, bonus: 0, bonusPossible: 0, adjustments })).toEqual([
    'Handed in 2 days late: 10 % a day: −20 points',
  ]);
  expect(describeHidden({ hidden: { checks: 2, points: 7.5, bonus: 3 } })).toBe(
    '2 more checks, worth 7.5 points and 3 bonus, are not shown yet and not in this score.',
  );
  expect(describeHidden({ hidden: { checks: 1, points: 0, bonus: 0 } })).toBe(
    '1 more check is not shown yet and not in this score.',
  );
  expect(describeHidden({})).toBeUndefined();
});
