import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gradeSubmission, type LabOutcome } from '../../harness/engine/grade-submission.ts';
import type { Lab, Mutant } from '../../harness/engine/lab.ts';
import { openNamespaceRuntime } from '../../harness/runtime/namespace/namespace-runtime.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import type { Runtime } from '../../harness/runtime/runtime.ts';
import { SlotPool } from '../../harness/runtime/slot-pool.ts';

const slots = 8;
// Mutants queue for the slots: this is the time for all of them, not for one.
const patienceMs = 900_000;

/**
 * Proves a lab: its reference passes every check, and each mutant fails exactly the checks that name its fault. A check
 * that no mutant fails is no check.
 */
export function describeLab(lab: Lab): void {
  describe(`the lab ${lab.id}`, () => {
    let runtime: Runtime;
    let pool: SlotPool;
    beforeAll(async () => {
      runtime = await openNamespaceRuntime();
      pool = new SlotPool(runtime, slots);
    });
    afterAll(async () => {
      await pool[Symbol.asyncDispose]();
      await runtime[Symbol.asyncDispose]();
    });
    const grade = (key: string, location: string, part?: string) =>
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

    for (const [part, entry] of Object.entries(lab.reference)) {
      test.concurrent(`the reference of the ${part} passes every check`, {
        timeout: patienceMs,
      }, async () => {
        const outcome = await grade(`reference-${part}`, path.join(appFolder, 'labs', lab.id, entry), part);
        expect(complaints(outcome)).toEqual([]);
        const judged = new Set(outcome.verdicts.map(({ check }) => check));
        const expected = lab.checks.filter(({ scenario }) => scenario.part === part);
        expect(expected.filter(({ id }) => !judged.has(id)).map(({ id }) => id)).toEqual([]);
      });
    }

    const starters = path.join(appFolder, 'labs', lab.id, 'starter');
    for (const language of readdirSync(starters)) {
      test.concurrent(`the starter in ${language} starts, and most is left to do`, {
        timeout: patienceMs,
      }, async () => {
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
      test.concurrent(`${mutant.id}: ${mutant.title}`, { timeout: patienceMs }, async () => {
        await using copy = await mutantFiles(lab, mutant);
        const outcome = await grade(`mutant-${mutant.id}`, copy.location, mutant.part);
        const failed = outcome.verdicts.filter(({ status }) => status === 'failed');
        expect(failed.map(({ check }) => check).sort(), complaints(outcome).join('\n')).toEqual(
          [...mutant.fails].sort(),
        );
        expect(outcome.ungradableBecause).toBeUndefined();
      });
    }

    test('every check that gives points is failed by a mutant', () => {
      const killed = new Set(lab.mutants.flatMap(({ fails }) => fails));
      const alive = lab.checks.filter(({ id, points }) => points > 0 && !killed.has(id));
      expect(alive.map(({ id }) => id)).toEqual([]);
    });

    test('the core points sum to 100', () => {
      const core = lab.checks.filter(({ kind }) => kind === 'core');
      expect(core.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    });
  });
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

interface MutantFiles extends AsyncDisposable {
  readonly location: string;
}

/** The files of a mutant in a folder of their own. */
async function mutantFiles(lab: Lab, mutant: Mutant): Promise<MutantFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), `mutant-${mutant.id}-`));
  const labFolder = path.join(appFolder, 'labs', lab.id);
  const dispose = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  if (mutant.folder !== undefined) {
    await cp(path.join(labFolder, 'mutants', mutant.folder), folder, { recursive: true });
    return { location: folder, ...dispose };
  }
  const entry = lab.reference[mutant.part];
  if (entry === undefined) throw new Error(`${mutant.id}: the part ${mutant.part} has no reference`);
  await cp(path.join(labFolder, path.dirname(entry)), folder, { recursive: true });
  for (const edit of mutant.edits ?? []) {
    const file = path.join(folder, edit.file);
    const source = await readFile(file, 'utf8');
    if (source.split(edit.find).length !== 2) {
      throw new Error(`${mutant.id}: in ${edit.file} this must stand exactly once: ${edit.find}`);
    }
    await writeFile(
      file,
      source.replace(edit.find, () => edit.replace),
    );
  }
  return { location: path.join(folder, path.basename(entry)), ...dispose };
}
