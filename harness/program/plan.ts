import path from 'node:path';
import type { Part } from '../engine/lab.ts';
import { applyGradeYaml } from './apply-grade-yaml.ts';
import { cUnits } from './c-units.ts';
import { candidatesFor } from './candidates-for.ts';
import { environmentOf } from './environment.ts';
import { type Fit, fitOf } from './fit.ts';
import { foldersOf } from './folders.ts';
import { goUnits } from './go-units.ts';
import { javaUnits } from './java-units.ts';
import { networkLiterals } from './network-literals.ts';
import { nodeUnits } from './node-units.ts';
import type { GradeYaml } from './parse-grade-yaml.ts';
import { type Project, readProject } from './project.ts';
import { promptHints } from './prompt-hints.ts';
import { pythonUnits } from './python-units.ts';
import { readGradeYaml } from './read-grade-yaml.ts';
import type { LaunchCandidate, PlanResult, ProgramPlan } from './types.ts';
import type { Unit } from './unit.ts';
import { preferredFolder } from './working-folder.ts';

export type * from './types.ts';

/**
 * Works out how to build and start what was handed in, by reading it. Nothing is run.
 * @param location a folder, or one file of a program; absolute or relative to the current folder
 * @param parts of the lab; one plan comes for each that was found
 * @returns `nothing` with one sentence for the student when there is no program, or when `grade.yaml` is broken
 */
export async function planPrograms(location: string, parts: readonly Part[]): Promise<PlanResult> {
  const project = await open(location);
  if (typeof project === 'string') return { kind: 'nothing', reason: project };
  const settings = await readGradeYaml(project.root);
  if (settings.kind === 'broken') return { kind: 'nothing', reason: settings.reason };
  const wishes = settings.kind === 'settings' ? settings.settings : undefined;
  const units = await unitsOf(project);
  const chosen = choose(units, parts, project);
  const plans = chosen.map(({ fit, part }) => {
    const plan = planOf(fit.unit, part, project, units.length);
    const next = wishes === undefined ? runnerUp(units, chosen, part, project) : undefined;
    return next === undefined ? plan : { ...plan, otherwise: planOf(next, part, project, units.length) };
  });
  const wished = wishes === undefined ? plans : applyGradeYaml(wishes, plans, parts, project.root);
  if (typeof wished === 'string') return { kind: 'nothing', reason: wished };
  return wished.length > 0
    ? { kind: 'plans', plans: wished }
    : { kind: 'nothing', reason: whyNothing(project, units, wishes) };
}

async function open(location: string): Promise<Project | string> {
  try {
    return await readProject(location);
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'it does not exist'
        : String(error);
    return `Could not read ${location}: ${reason}.`;
  }
}

async function unitsOf(project: Project): Promise<Unit[]> {
  const units = [
    ...pythonUnits(project),
    ...(await cUnits(project)),
    ...javaUnits(project),
    ...goUnits(project),
    ...nodeUnits(project),
  ];
  const { only } = project;
  if (only === undefined) return units;
  return units.filter((unit) => path.relative(project.root, path.join(unit.root, unit.entry)) === only);
}

interface Choice {
  readonly fit: Fit;
  readonly part: Part;
}

/** Gives each part the unit that fits it best; a unit plays one part. */
function choose(units: readonly Unit[], parts: readonly Part[], project: Project): Choice[] {
  const pairs = parts.flatMap((part) => units.map((unit) => ({ fit: fitOf(unit, part, project), part })));
  pairs.sort((a, b) => b.fit.score - a.fit.score);
  const isGiven = project.only !== undefined || units.length === 1;
  const chosen: Choice[] = [];
  for (const pair of pairs) {
    const isTaken = chosen.some((other) => other.part === pair.part || other.fit.unit === pair.fit.unit);
    // One program for one part needs no proof that it is meant.
    if (!isTaken && (pair.fit.score > 0 || (isGiven && chosen.length === 0))) chosen.push(pair);
  }
  return parts.flatMap((part) => chosen.filter((pair) => pair.part === part));
}

/** How much less the second may fit: an older copy, or a newer one. Another exercise fits far less. */
const nearly = 4;

/** The unit that fits a part next best and plays no other one. */
function runnerUp(
  units: readonly Unit[],
  chosen: readonly Choice[],
  part: Part,
  project: Project,
): Unit | undefined {
  const best = chosen.find((choice) => choice.part === part)?.fit.score ?? 0;
  const [next] = units
    .filter((unit) => !chosen.some(({ fit }) => fit.unit === unit))
    .map((unit) => fitOf(unit, part, project))
    .filter(({ score }) => score > 0 && score >= best - nearly)
    .sort((a, b) => b.score - a.score);
  return next?.unit;
}

function planOf(chosen: Unit, part: Part, project: Project, unitCount: number): ProgramPlan {
  const unit = preferredFolder(chosen, project);
  const folders = foldersOf(unit, project);
  const literals = networkLiterals(unit);
  const why = [
    unitCount === 1
      ? `${unit.entry} is the only program`
      : `${unit.entry} fits ${part.title.toLowerCase()} best of ${unitCount} programs`,
    ...unit.reasons,
  ].join('; ');
  const plan: ProgramPlan = {
    part: part.id,
    language: unit.language,
    entry: unit.entry,
    root: unit.root,
    cwd: unit.cwd,
    command: unit.command,
    candidates: prescribedFirst(part, candidatesFor(unit, part, project)),
    env: { ...unit.env, ...environmentOf(unit) },
    prompts: promptHints(unit),
    // The second half of a raw socket's address is a number without meaning.
    expectedPorts: part.transport === 'icmp' ? [] : withWellKnown(literals.ports, part),
    expectedHosts: literals.hosts,
    folders: folders.expected,
    documentFolders: folders.documents,
    readsFilesNamed: folders.files,
    sources: unit.sources.map((source) => source.path),
    why,
    notes: [...unit.notes, ...unit.sources.flatMap(({ note }) => note ?? [])],
    needs: unit.needs,
  };
  return unit.build === undefined ? plan : { ...plan, build: unit.build };
}

/** What the handout prescribes comes before what the source seems to ask for. */
function prescribedFirst(part: Part, candidates: readonly LaunchCandidate[]): readonly LaunchCandidate[] {
  if (part.arguments === undefined) return candidates;
  const others = candidates.filter(({ args }) => args.join('\0') !== part.arguments?.join('\0'));
  return [{ args: part.arguments, why: 'the arguments of the handout' }, ...others];
}

function withWellKnown(ports: readonly number[], { port }: Part): readonly number[] {
  return port === undefined || ports.includes(port) ? ports : [...ports, port];
}

function whyNothing(project: Project, units: readonly Unit[], wishes: GradeYaml | undefined): string {
  if (wishes !== undefined)
    return 'grade.yaml has no run line, and no program was found beside it; add one, such as `run: python3 main.py`.';
  if (project.only !== undefined)
    return `${project.only} is not a program that can be started: no main function and no script in a known language.`;
  if (project.paths.size === 0) return 'The submission is empty.';
  if (units.length === 0)
    return `None of the ${project.paths.size} files is a program in Python, JavaScript, TypeScript, Java, Go, C or C++; name the command in grade.yaml (\`run: ...\`).`;
  return `None of the ${units.length} programs looks like this lab's; name the one to start in grade.yaml (\`run: ...\`).`;
}
