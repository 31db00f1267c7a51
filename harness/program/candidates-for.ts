import type { Part } from '../engine/lab.ts';
import { launchCandidates } from './launch-candidates.ts';
import type { Project } from './project.ts';
import type { LaunchCandidate } from './types.ts';
import type { Unit } from './unit.ts';

/** The arguments to try for a unit that plays this part, best first. */
export function candidatesFor(unit: Unit, part: Part, project: Project): readonly LaunchCandidate[] {
  return withOwnFile(withoutPorts(launchCandidates(unit, part), part), unit, project);
}

/** Nobody pings a port: the conventions that name one are of no use, and a number in its place may be a time-out. */
function withoutPorts(candidates: readonly LaunchCandidate[], part: Part): readonly LaunchCandidate[] {
  if (part.transport !== 'icmp') return candidates;
  return candidates.filter(({ args, isConvention }) => isConvention !== true || !args.includes('{port}'));
}

/** A configuration that was handed in with the program is the file that it wants to be told of. */
function withOwnFile(
  candidates: readonly LaunchCandidate[],
  unit: Unit,
  project: Project,
): readonly LaunchCandidate[] {
  const folder = unit.cwd === '.' ? '' : `${unit.cwd}/`;
  const own = [...project.paths]
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length))
    .find((file) => !file.includes('/') && isConfiguration(file));
  if (own === undefined) return candidates;
  return candidates.map((each) => ({
    ...each,
    args: each.args.map((word) => (word === '{file}' ? own : word)),
  }));
}

function isConfiguration(file: string): boolean {
  return (
    /(?:^|[._-])(?:config|conf|cfg|settings|ini)(?:\.\w+)?$/i.test(file) &&
    !/\.(?:py|js|java|go|c)$/.test(file)
  );
}
