import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabRun, LabSummary } from '../../../reports/schema.ts';
import { fixtureLabRun } from '../../../reports/testing/fixture-lab-run.ts';
import { fixtureLabs } from '../../../reports/testing/fixture-labs.ts';
import { courseRules } from '../course-rules.ts';
import { chooseBest } from './choose-attempt.ts';
import { readCourse } from './read-course.ts';

const labs = fixtureLabs();
const webServer = labs.find(({ id }) => id === 'web-server') as LabSummary;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function rulesOf(text: string) {
  const file = path.join(folder, 'course.yaml');
  await writeFile(file, text);
  return courseRules({ course: await readCourse(file), submissions: [], labs });
}

function run(fails: readonly string[], changes: Partial<LabRun> = {}): LabRun {
  return fixtureLabRun({ student: 'ada', lab: webServer, fails, changes });
}

const submission = { student: 'ada', lab: 'web-server', location: '/x' };

describe('points', () => {
  it('scaled: each verdict and part, the sum exact to the cent', async () => {
    const rules = await rulesOf('labs: { web-server: { points: 30 } }');
    const core = rules.summarise(webServer).checks.filter(({ kind }) => kind !== 'extension');
    expect(Math.round(core.reduce((sum, { points }) => sum + points * 100, 0))).toBe(3_000);
    expect(rules.judge(run([]), submission).score).toMatchObject({
      points: 30,
      possible: 30,
      bonus: 3,
      bonusPossible: 3,
    });
    const part = { part: 'main', title: 'x', points: 100, bonus: 10, isCounted: true };
    const absent = rules.judge(run([], { verdicts: [], missingParts: [part] }), submission);
    expect(absent.score).toMatchObject({ points: 0, possible: 30, bonusPossible: 3 });
  });

  it('any total comes out exactly, whatever the checks are worth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 8 }),
        async (total, points) => {
          fc.pre(points.some((each) => each > 0));
          const ids = webServer.checks.map(({ id }) => id);
          const checks = points.map((each, index) => `      ${ids[index]}: { points: ${each} }`).join('\n');
          const rules = await rulesOf(`labs:\n  web-server:\n    points: ${total}\n    checks:\n${checks}`);
          const core = rules.summarise(webServer).checks.filter(({ kind }) => kind !== 'extension');
          expect(Math.round(core.reduce((sum, each) => sum + each.points * 100, 0))).toBe(total * 100);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of single checks, also of those that the lab gives none; what changed is marked as the course’s', async () => {
    const rules = await rulesOf('labs: { web-server: { checks: { stays-in-root: { points: 5 } } } }');
    expect(rules.judge(run([]), submission).score).toMatchObject({ points: 105, possible: 105 });
    expect(rules.judge(run(['stays-in-root']), submission).score).toMatchObject({
      points: 100,
      possible: 105,
    });
    expect(
      rules
        .summarise(webServer)
        .checks.filter(({ coursePoints }) => coursePoints)
        .map(({ id }) => id),
    ).toEqual(['web-server/stays-in-root']);
  });

  it('partial credit keeps its share', async () => {
    const rules = await rulesOf('labs: { web-server: { points: 50 } }');
    const half = run([]);
    const verdicts = half.verdicts.map((each) =>
      each.possible === 20 ? { ...each, status: 'failed' as const, points: 5 } : each,
    );
    expect(
      rules.judge({ ...half, verdicts }, submission).verdicts.find(({ status }) => status === 'failed'),
    ).toMatchObject({ points: 2.5, possible: 10 });
  });
});

describe('dropped checks', () => {
  it('are gone from verdicts, points and lab', async () => {
    const rules = await rulesOf('labs: { web-server: { drop: [lives-on] } }');
    const ruled = rules.judge(run(['lives-on']), submission);
    expect(ruled.score).toMatchObject({ points: 90, possible: 90 });
    expect(JSON.stringify([ruled.verdicts, rules.summarise(webServer)])).not.toContain('lives-on');
  });

  it('stay as the reason, without points, where something waits for them', async () => {
    const rules = await rulesOf('labs: { web-server: { drop: [not-found] } }');
    const ruled = rules.judge(run(['not-found']), submission);
    expect(ruled.verdicts.find(({ check }) => check === 'web-server/not-found')).toMatchObject({
      status: 'failed',
      possible: 0,
    });
    expect(ruled.score.possible).toBe(85);
  });
});

it('a lab or check that is not there is told with its line', async () => {
  await expect(
    rulesOf('labs:\n  web-server:\n    drop:\n      - lives-on\n      - lifes-on'),
  ).rejects.toThrow(
    /course\.yaml:5: The lab web-server has no check lifes-on; did you mean web-server\/lives-on\?/,
  );
  await expect(rulesOf('labs:\n  web-server:\n    checks:\n      line-end: { points: 1 }')).rejects.toThrow(
    /:4: .*did you mean web-server\/line-ends\?/,
  );
});

it('visibility: of the course, of a lab, of a check; published shows what was nothing', async () => {
  const of = async (text: string) => {
    const { checks } = (await rulesOf(text)).summarise(webServer);
    return checks.slice(0, 2).map(({ visibility = 'all' }) => visibility);
  };
  expect(await of('visibility: verdict')).toEqual(['verdict', 'verdict']);
  expect(await of('visibility: verdict\nlabs: { web-server: { visibility: nothing } }')).toEqual([
    'nothing',
    'nothing',
  ]);
  const checked = 'labs: { web-server: { checks: { answers: { visibility: nothing } }, visibility: verdict';
  expect(await of(`${checked} } }`)).toEqual(['nothing', 'verdict']);
  expect(await of(`${checked}, published: true } }`)).toEqual(['all', 'verdict']);
});

describe('late work', () => {
  const late = async (text: string, lateDays: number, fails: readonly string[] = []) => {
    const facts = { source: 'x', isLate: true, lateDays };
    return (await rulesOf(text)).judge(run(fails), { ...submission, facts }).score;
  };

  it.each([
    ['late: {}', 2, { points: 80, bonus: 10 }, 'Handed in 2 days late: 10 % a day'],
    ['late: { penaltyPerDay: 3 }', 4, { points: 88, bonus: 10 }, 'Handed in 4 days late: 3 points a day'],
    [
      'late: { penaltyPerDay: 20 %, maxPenalty: 50 % }',
      4,
      { points: 50, bonus: 10 },
      'Handed in 4 days late: 20 % a day, at most 50 %',
    ],
    [
      'late: { acceptedDays: 3 }',
      4,
      { points: 0, bonus: 0 },
      'Handed in 4 days late; after 3 days nothing counts',
    ],
  ])('%s', async (text, days, score, title) => {
    const found = await late(text, days);
    expect(found).toMatchObject(score);
    expect(found.adjustments?.map((each) => each.title)).toEqual([title]);
  });

  it('never falls below 0, and the line says the whole deduction: it must not tell what was earned', async () => {
    const found = await late('late: { penaltyPerDay: 90 % }', 1, ['answers']);
    expect(found.points).toBe(0);
    expect(found.adjustments).toMatchObject([{ points: -90 }]);
  });

  it('costs nothing without a policy', async () => {
    expect((await late('title: x', 5)).points).toBe(100);
  });
});

it('the best attempt: by points after deductions, of equal ones the earlier, ungradable ones last', () => {
  const attempt = (student: string, points: number, gradable = true): LabRun =>
    run([], {
      student,
      gradable,
      submission: { source: student },
      score: { points, possible: 100, bonus: 0, bonusPossible: 0 },
    });
  const owners = ['a1', 'a2', 'a3', 'a4'].map((student) => ({ student, person: 'ada' }));
  const chosen = chooseBest(
    [attempt('a1', 50), attempt('a2', 70), attempt('a3', 70), attempt('a4', 99, false), attempt('ben', 10)],
    owners,
  );
  expect(chosen.map(({ student, submission }) => [student, submission?.source])).toEqual([
    ['ada', 'a2'],
    ['ben', 'ben'],
  ]);
  expect(chosen[0]?.submission?.chosenBecause).toBe('It is the best of 4 attempts.');
});
