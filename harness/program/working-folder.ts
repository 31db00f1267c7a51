import { foldersOf } from './folders.ts';
import type { Project } from './project.ts';
import { baseName, type Unit } from './unit.ts';

/**
 * Starts a script from the root of the submission where the files or folders that it names lie there and not beside
 * it. A built program, and one that is started as a module, stays where it is.
 */
export function preferredFolder(unit: Unit, project: Project): Unit {
  if (
    unit.cwd === '.' ||
    unit.root !== project.root ||
    unit.build !== undefined ||
    unit.command.includes('-m')
  )
    return unit;
  const { expected, files } = foldersOf(unit, project);
  const named = [...expected, ...files];
  const isThere = (folder: string, name: string) => {
    const location = folder === '.' ? name : `${folder}/${name}`;
    return project.paths.has(location) || project.folders.has(location);
  };
  const beside = named.filter((name) => isThere(unit.cwd, name)).length;
  const above = named.filter((name) => isThere('.', name)).length;
  if (above <= beside) return unit;
  const command = unit.command.map((word) => (word === baseName(unit.entry) ? unit.entry : word));
  return {
    ...unit,
    cwd: '.',
    command,
    reasons: [...unit.reasons, 'started from the root, where the files that it names are'],
  };
}
