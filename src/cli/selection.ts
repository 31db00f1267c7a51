import type { Lab } from '../../harness/engine/lab.ts';
import { startCheckOf } from '../../harness/engine/start-check.ts';
import { GradeError } from '../../harness/runtime/errors.ts';
import { type LabEntry, labs } from '../../labs/index.ts';
import { didYouMean, whichLab } from './nearest.ts';

const labIds = labs.map(({ id }) => id);

/** Which labs and checks `--only` leaves. */
export interface Selection {
  readonly labs: readonly string[];
  readonly checks?: ReadonlySet<string>;
}

/**
 * @param only names of labs, of their parts (`udp-pinger/client`), and of checks
 * @throws GradeError for a name that is none of these
 */
export async function selectionOf(only: readonly string[]): Promise<Selection> {
  if (only.length === 0) return { labs: labIds };
  if (only.every((name) => labIds.includes(name))) return { labs: only };
  const all = await Promise.all(labs.map(({ load }) => load()));
  const found = await Promise.all(only.map((name) => checksNamed(name, all)));
  return {
    labs: [...new Set(found.map(({ lab }) => lab))],
    checks: new Set(found.flatMap(({ checks }) => checks)),
  };
}

async function checksNamed(
  name: string,
  all: readonly Lab[],
): Promise<{ readonly lab: string; readonly checks: readonly string[] }> {
  for (const { id, parts, checks } of all) {
    const part = parts.find((each) => `${id}/${each.id}` === name);
    if (id !== name && part === undefined) continue;
    const own = checks.filter(({ scenario }) => part === undefined || scenario.part === part.id);
    return { lab: id, checks: own.map((check) => check.id) };
  }
  const { lab, id } = await findCheck(name);
  return { lab: lab.id, checks: [id] };
}

/** @param command asks for a lab, and is told which there are when it was given none */
export function findLab(id: string | undefined, command: string): LabEntry {
  if (id === undefined) throw new GradeError('no-lab', whichLab(command, labIds));
  const entry = labs.find((lab) => lab.id === id);
  if (entry !== undefined) return entry;
  throw new GradeError('unknown-lab', `There is no lab ${id}; ${didYouMean(id, labIds)}`);
}

function idsOf(lab: Lab): readonly string[] {
  const starts = lab.parts.map((part) => startCheckOf(lab, part).id);
  return [...starts, ...lab.checks.map(({ id }) => id)];
}

/**
 * The check of this id, or of this name where only one lab has a check of the name; the first start of each part counts
 * as one.
 */
export async function findCheck(name: string): Promise<{ readonly lab: Lab; readonly id: string }> {
  const all = await Promise.all(labs.map(({ load }) => load()));
  const checks = all.flatMap((lab) => idsOf(lab).map((id) => ({ lab, id })));
  const [found, ...others] = checks.filter(({ lab, id }) => id === name || id === `${lab.id}/${name}`);
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined) {
    const ids = [found, ...others].map(({ id }) => id).join(', ');
    throw new GradeError('ambiguous-check', `Several labs have a check ${name}: ${ids}.`);
  }
  const names = [...labIds, ...checks.map(({ id }) => id)];
  throw new GradeError('unknown-check', `There is no lab or check ${name}; ${didYouMean(name, names)}`);
}
