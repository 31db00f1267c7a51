import type { LabRun, LabSummary, Results, Visibility } from '../../schema.ts';
import { fixtureLabRun } from '../../testing/fixture-lab-run.ts';
import { fixtureLabs } from '../../testing/fixture-labs.ts';
import { fixtureRun } from '../../testing/fixture-results.ts';

const secret = 'the-secret-of-the-course';

function lab(): LabSummary {
  const [, , proxy] = fixtureLabs();
  if (proxy === undefined) throw new Error('The fixture has three labs');
  return proxy;
}

/** Of the lab `proxy`: two checks failed, one of which blocks others. */
export function failedRun(student = 'grace.hopper', changes: Partial<LabRun> = {}): LabRun {
  return fixtureLabRun({ student, lab: lab(), fails: ['cache-hit', 'unknown-host'], changes });
}

export function cleanRun(student = 'ada.lovelace', changes: Partial<LabRun> = {}): LabRun {
  return fixtureLabRun({ student, lab: lab(), changes });
}

export function ungradableRun(student = 'dennis.ritchie'): LabRun {
  return fixtureLabRun({
    student,
    lab: lab(),
    fails: ['relays-body'],
    ungradableBecause: 'This machine has no python2.',
  });
}

/** `proxy/cache-hit` failed, and how much is shown of it is as given; its expected and actual values are `secret`. */
export function runShowing(visibility: Visibility): LabRun {
  const labRun = failedRun();
  const hide = (verdict: LabRun['verdicts'][number]) =>
    verdict.check === 'proxy/cache-hit'
      ? {
          ...verdict,
          visibility,
          expected: secret,
          actual: secret,
          reproduce: secret,
          reproduceNote: secret,
        }
      : verdict;
  return { ...labRun, verdicts: labRun.verdicts.map(hide) };
}

/** Never to be seen by a student. */
export const secretText = secret;

/** A result of the lab `proxy` alone. */
export function resultsOf(...labRuns: readonly LabRun[]): Results {
  return { ...fixtureRun(labRuns), labs: [lab()] };
}
