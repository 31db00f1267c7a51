import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gradeSubmission, type LabOutcome } from '../../harness/engine/grade-submission.ts';
import type { Lab } from '../../harness/engine/lab.ts';
import { openNamespaceRuntime } from '../../harness/runtime/namespace/namespace-runtime.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import type { Runtime } from '../../harness/runtime/runtime.ts';
import { SlotPool } from '../../harness/runtime/slot-pool.ts';
import { Measurements } from './measure.ts';
import { proofProgram } from './proof-program.ts';

const slots = 8;
// Programs queue for the slots: this is the time for all of them, not for one.
const patience = { timeout: 900_000 };

/**
 * Proves a lab: its reference passes every check, each mutant fails exactly the checks that name its fault, and no
 * variant loses a point for being unusual. `RECORD_PROOF=1` keeps what was seen, for docs/proof.md.
 */
export function describeLab(lab: Lab): void {
  describe(`the lab ${lab.id}`, () => {
    let runtime: Runtime;
    let pool: SlotPool;
    const measurements = new Measurements(lab);
    beforeAll(async () => {
      runtime = await openNamespaceRuntime();
      pool = new SlotPool(runtime, slots);
    });
    afterAll(async () => {
      await pool[Symbol.asyncDispose]();
      await runtime[Symbol.asyncDispose]();
      await measurements.keep();
    });
    const gradeOnce = (key: string, location: string, part?: string) =>
      gradeSubmission({
        lab,
        labModule: `labs/${lab.id}/lab.ts`,
        location,
        key,
        ...(part !== undefined && { parts: new Set([part]) }),
        seed: 'lab-matrix',
        pool,
        runFolder: runtime.runFolder,
      });
    /** Once more, as an instructor would, where the machine was too busy to tell. What was told must be told again. */
    const grade: typeof gradeOnce = async (key, location, part) => {
      const outcome = await gradeOnce(key, location, part);
      const isOpen = outcome.verdicts.some(
        ({ status, attempts }) => status === 'inconclusive' && attempts !== undefined,
      );
      if (!isOpen) return outcome;
      console.warn(`${key}, graded once more: ${complaints(outcome).join('; ')}`);
      const again = await gradeOnce(`${key}-again`, location, part);
      const failed = new Set(idsWith(again, 'failed'));
      expect(idsWith(outcome, 'passed').filter((check) => failed.has(check))).toEqual([]);
      const passed = new Set(idsWith(again, 'passed'));
      expect(idsWith(outcome, 'failed').filter((check) => passed.has(check))).toEqual([]);
      return again;
    };

    for (const [part, entry] of Object.entries(lab.reference)) {
      test.concurrent(`the reference of the ${part} passes every check`, patience, async () => {
        const outcome = await grade(`reference-${part}`, path.join(appFolder, 'labs', lab.id, entry), part);
        measurements.add('references', part, outcome);
        expect(complaints(outcome)).toEqual([]);
        const judged = new Set(outcome.verdicts.map(({ check }) => check));
        const expected = lab.checks.filter(({ scenario }) => scenario.part === part);
        expect(expected.filter(({ id }) => !judged.has(id)).map(({ id }) => id)).toEqual([]);
      });
    }

    const starters = path.join(appFolder, 'labs', lab.id, 'starter');
    for (const language of readdirSync(starters)) {
      test.concurrent(`the starter in ${language} starts, and most is left to do`, patience, async () => {
        const outcome = await grade(`starter-${language}`, path.join(starters, language));
        const starts = outcome.verdicts.filter(({ check }) => check.endsWith('-starts'));
        expect(starts.map(({ status }) => status)).toEqual(outcome.programs.map(() => 'passed'));
        expect(outcome.ungradableBecause).toBeUndefined();
        const failed = outcome.verdicts.filter(({ status, kind }) => status === 'failed' && kind === 'core');
        expect(failed.length).toBeGreaterThan(0);
        for (const { check, hint } of failed) expect(hint, `${check} says what to do`).not.toBeFalsy();
        expect(outcome.score.points).toBeLessThan(outcome.score.possible / 2);
      });
    }

    for (const mutant of lab.mutants) {
      test.concurrent(`${mutant.id}: ${mutant.title}`, patience, async () => {
        await using copy = await proofProgram(lab, mutant);
        const outcome = await grade(`mutant-${mutant.id}`, copy.location, mutant.part);
        measurements.add('mutants', mutant.id, outcome);
        expect(idsWith(outcome, 'failed'), complaints(outcome).join('\n')).toEqual(mutant.fails.toSorted());
        expect(withoutAdvice(outcome)).toEqual([]);
        expect(outcome.ungradableBecause).toBeUndefined();
      });
    }

    for (const variant of lab.variants) {
      test.concurrent(`right and unusual, ${variant.id}: ${variant.title}`, patience, async () => {
        await using copy = await proofProgram(lab, variant);
        const outcome = await grade(`variant-${variant.id}`, copy.location, variant.part);
        measurements.add('variants', variant.id, outcome);
        const lacks = variant.lacks?.toSorted() ?? [];
        expect(idsWith(outcome, 'failed'), complaints(outcome).join('\n')).toEqual(lacks);
        const passed = new Set(idsWith(outcome, 'passed'));
        expect(
          variant.passes.filter((check) => !passed.has(check)),
          complaints(outcome).join('\n'),
        ).toEqual([]);
        expect(outcome.ungradableBecause).toBeUndefined();
      });
    }
  });
}

function idsWith({ verdicts }: LabOutcome, wanted: string): string[] {
  return verdicts
    .filter(({ status }) => status === wanted)
    .map(({ check }) => check)
    .sort();
}

/** Failures whose hint is no whole sentence, or not there. */
function withoutAdvice({ verdicts }: LabOutcome): string[] {
  return verdicts
    .filter(({ status, hint }) => status === 'failed' && !/^["A-Z].* .*[.)?"]$/s.test(hint ?? ''))
    .map(({ check, hint }) => `${check}: ${hint}`);
}

/** What did not pass, in words. */
function complaints(outcome: LabOutcome): string[] {
  return outcome.verdicts
    .filter(({ status }) => status !== 'passed')
    .map(
      ({ check, status, expected, actual, reason }) =>
        `${status} ${check}: ${reason ?? `expected ${expected}, got ${actual}`}`,
    );
}
