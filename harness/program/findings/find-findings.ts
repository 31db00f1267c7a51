import type { PlayedScenario } from '../../engine/play-and-judge.ts';
import { isTestFile, type Project, readProject, readText, type SourceFile } from '../project.ts';
import type { ProgramPlan } from '../types.ts';
import { cLibraries } from './c-libraries.ts';
import type { LibraryRules } from './craft.ts';
import { credentialFindings } from './credentials.ts';
import type { Finding } from './finding.ts';
import { goLibraries } from './go-libraries.ts';
import { javaLibraries } from './java-libraries.ts';
import { nodeLibraries } from './node-libraries.ts';
import { pythonLibraries } from './python-libraries.ts';
import { type PlacedSighting, readyMadeFindings } from './ready-made-findings.ts';
import type { Sighting } from './sighting.ts';
import { launchedProgram, startedPrograms } from './started-programs.ts';
import { wireSigns } from './wire-signs.ts';

export interface Submitted {
  /** A folder, or one file. */
  readonly location: string;
  readonly plans: readonly ProgramPlan[];
  /** Sources are read while they are still being played. */
  readonly scenarios: readonly PlayedScenario[] | Promise<readonly PlayedScenario[]>;
}

/**
 * What an instructor may want to know of a submission beside its verdicts: work that the lab asks for and that something
 * ready made does, by imports and calls in the source, by the command, and by what the wire betrays; and a password in the
 * source. Nothing is run, and nothing of it takes points.
 */
export async function findFindings(
  { location, plans, scenarios }: Submitted,
  rules: LibraryRules | undefined,
): Promise<Finding[]> {
  if (rules === undefined || rules.ownWork.length === 0) return [];
  const project = await readProject(location);
  const parts = partsOf(project, plans);
  const sources = project.sources.filter(
    ({ path }) => !isTestFile(path) && (project.only === undefined || parts.has(path)),
  );
  const inSources = sources.flatMap((source) => place(sightingsIn(source, project), parts.get(source.path)));
  const commands = (await Promise.all(plans.map((plan) => launches(plan)))).flat();
  const started = sources.filter(({ path }) => parts.has(path));
  const credentials = rules.ownWork.includes('smtp') ? credentialFindings(started) : [];
  const played = await scenarios;
  const onWire = plans.flatMap(({ part }) => {
    const seen = played
      .filter(({ scenario }) => scenario.part === part)
      .map(({ scenario, outcome }) => ({ title: scenario.title, observation: outcome.observation }));
    return place(wireSigns(seen, sources), part);
  });
  return [...readyMadeFindings([...commands, ...inSources, ...onWire], rules), ...credentials];
}

/** Each started file, with the part that it belongs to. Where `grade.yaml` starts something unknown, that is all of them. */
function partsOf({ sources }: Project, plans: readonly ProgramPlan[]): Map<string, string> {
  const parts = new Map<string, string>();
  for (const { part, entry, sources: own } of plans) {
    const isKnown = own?.includes(entry) === true;
    for (const path of isKnown ? own : sources.map((source) => source.path)) {
      if (!parts.has(path)) parts.set(path, part);
    }
  }
  return parts;
}

function sightingsIn(source: SourceFile, project: Project): Sighting[] {
  return [...librariesIn(source, project), ...startedPrograms(source)];
}

function librariesIn(source: SourceFile, project: Project): Sighting[] {
  if (source.extension.startsWith('.py')) return pythonLibraries(source, project);
  if (/^\.[mc]?[jt]s$/.test(source.extension)) return nodeLibraries(source);
  if (source.extension === '.java') return javaLibraries(source);
  if (source.extension === '.go') return goLibraries(source);
  return cLibraries(source);
}

function place(sightings: readonly Sighting[], part: string | undefined): PlacedSighting[] {
  return sightings.map((sighting) => ({ ...sighting, ...(part !== undefined && { part }) }));
}

/** The command itself, and the lines of a shell script that it starts. */
async function launches({ command, part, root, cwd }: ProgramPlan): Promise<PlacedSighting[]> {
  const script = command.find((word) => word.endsWith('.sh'));
  const lines = script === undefined ? [] : (await readText(root, `${cwd}/${script}`)).split('\n');
  const places = [
    { file: 'grade.yaml', line: 1, text: command.join(' ') },
    ...lines.map((text, index) => ({ file: script ?? '', line: index + 1, text: text.trim() })),
  ];
  return places.flatMap(({ file, line, text }) => {
    const ware = launchedProgram(text);
    return ware === undefined
      ? []
      : [{ ...ware, kind: 'program', isUsed: true, file, line, text, part } as const];
  });
}
