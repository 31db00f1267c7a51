import type { Lab } from '../../harness/engine/lab.ts';
import { startCheckOf } from '../../harness/engine/start-check.ts';
import { GradeError } from '../../harness/runtime/errors.ts';
import { type LabEntry, labs } from '../../labs/index.ts';
import { didYouMean } from './nearest.ts';

/** Which labs and checks `--only` leaves. */
export interface Selection {
  readonly labs: readonly string[];
  readonly checks?: ReadonlySet<string>;
}

/** @throws GradeError for a name that is neither lab nor check */
export async function selectionOf(only: readonly string[]): Promise<Selection> {
  const ids = labs.map(({ id }) => id);
  if (only.length === 0) return { labs: ids };
  const checks = only.filter((name) => !ids.includes(name));
  const whole = only.filter((name) => ids.includes(name));
  if (checks.length === 0) return { labs: whole };
  const found = await Promise.all(checks.map(findCheck));
  const withWhole = await Promise.all(
    labs.filter(({ id }) => whole.includes(id)).map(async (entry) => (await entry.load()).checks),
  );
  return {
    labs: [...new Set([...whole, ...found.map(({ lab }) => lab.id)])],
    checks: new Set([...checks, ...withWhole.flat().map(({ id }) => id)]),
  };
}

export function findLab(id: string): LabEntry {
  const entry = labs.find((lab) => lab.id === id);
  if (entry !== undefined) return entry;
  const ids = labs.map((lab) => lab.id);
  throw new GradeError('unknown-lab', `There is no lab ${id}; ${didYouMean(id, ids)}`);
}

function idsOf(lab: Lab): readonly string[] {
  const starts = lab.parts.map((part) => startCheckOf(lab, part).id);
  return [...starts, ...lab.checks.map(({ id }) => id)];
}

/** The lab that a check belongs to; the first start of each part counts as one. */
export async function findCheck(id: string): Promise<{ readonly lab: Lab; readonly id: string }> {
  const all = await Promise.all(labs.map(({ load }) => load()));
  const lab = all.find((each) => idsOf(each).includes(id));
  if (lab !== undefined) return { lab, id };
  const ids = all.flatMap(idsOf);
  throw new GradeError('unknown-check', `There is no lab or check ${id}; ${didYouMean(id, ids)}`);
}
