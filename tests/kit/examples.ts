import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import { z } from 'zod';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { findPython2 } from '../../harness/runtime/tools.ts';
import { compareResults } from '../../reports/diff/compare-results.ts';
import type { LabRun, Results } from '../../reports/schema.ts';

export const classFolder = path.join(appFolder, 'examples', 'class');

const gradable = z.strictObject({
  gradable: z.literal(true),
  /** Ids of checks, without the lab's name. */
  failed: z.array(z.string()).min(1),
});
const ungradable = z.strictObject({ gradable: z.literal(false) });
const expectedSchema = z.record(
  z.string(),
  gradable.extend({ 'without-python2': ungradable.optional(), 'without-go': ungradable.optional() }),
);

/** What a careful reader expects of one submission on this machine. */
export interface ExpectedLabRun {
  /** `<student>/<lab>`. */
  readonly name: string;
  readonly isGradable: boolean;
  /** Ids of the checks that fail; those that wait for them are not named. */
  readonly failed: readonly string[];
}

/** Reads `examples/expected.yaml`, with the variants that hold where a tool is missing. */
export async function readExpected(): Promise<readonly ExpectedLabRun[]> {
  const text = await readFile(path.join(appFolder, 'examples', 'expected.yaml'), 'utf8');
  const [hasPython2, hasGo] = await Promise.all([
    findPython2().then(async (found) => found !== undefined || (await isThere('python2', '--version'))),
    isThere('go', 'version'),
  ]);
  return Object.entries(expectedSchema.parse(parse(text))).map(([name, expected]) => {
    const isToolMissing =
      (!hasPython2 && expected['without-python2'] !== undefined) ||
      (!hasGo && expected['without-go'] !== undefined);
    const lab = name.split('/')[1] ?? '';
    const failed = isToolMissing ? [] : expected.failed.map((id) => `${lab}/${id}`);
    return { name, isGradable: !isToolMissing, failed };
  });
}

/** A name on the PATH is not enough: a version manager's shim stands for nothing. */
async function isThere(tool: string, flag: string): Promise<boolean> {
  return !(await execa(tool, [flag], { reject: false })).failed;
}

/**
 * Differences between what was judged and what was expected, as sentences. A timed check that was inconclusive, and what
 * waited for it, says nothing either way.
 */
export function differences(labRun: LabRun, { failed }: ExpectedLabRun): string[] {
  const { verdicts } = labRun;
  const byId = new Map(verdicts.map((verdict) => [verdict.check, verdict]));
  const isInDoubt = (id: string | undefined): boolean => {
    const verdict = id === undefined ? undefined : byId.get(id);
    if (verdict?.status === 'blocked') return isInDoubt(verdict.blockedBy);
    return verdict?.status === 'inconclusive' && verdict.isTimed === true;
  };
  const missed = failed.filter((id) => byId.get(id)?.status !== 'failed' && !isInDoubt(id));
  const surplus = verdicts.filter(({ check, status }) => status === 'failed' && !failed.includes(check));
  return [
    ...missed.map((id) => `${id} should fail and is ${byId.get(id)?.status ?? 'not judged'}`),
    ...surplus.map(({ check, actual }) => `${check} should not fail: ${actual}`),
  ];
}

/** Checks that came out otherwise in the second, as sentences. A doubt in either says nothing. */
export function decidedDifferently(results: Results, others: Results): string[] {
  return compareResults(results, others).labRuns.flatMap(({ student, lab, checks }) =>
    checks
      .filter(({ first, second }) => first?.status !== 'inconclusive' && second?.status !== 'inconclusive')
      .map(({ check, first, second }) => `${student}/${lab}: ${check} ${first?.status} -> ${second?.status}`),
  );
}

/** The folder that a run of `grade` with this process id keeps while it works. */
export async function findRunFolder(pid: number): Promise<string | undefined> {
  const names = await readdir(tmpdir());
  const found = names.find((name) => name.startsWith(`grade-run-${pid}-`));
  return found && path.join(tmpdir(), found);
}

/** Processes that were told of a folder, or see it: it stands in their command line or among their mounts. */
export async function processesAround(folder: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
      const texts = await Promise.all([read('cmdline'), read('mountinfo')]);
      return texts.some((text) => text.includes(path.basename(folder))) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}
