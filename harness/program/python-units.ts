import { isTestFile, type Project, type SourceFile, sourceAt } from './project.ts';
import { type PythonVersion, pythonVersion, type Surroundings, speaksPython3 } from './python-version.ts';
import { baseName, folderOf, type Unit } from './unit.ts';

/** Every Python file that could be started, with the modules of the submission that it imports. */
export function pythonUnits(project: Project): Unit[] {
  const files = project.sources.filter((file) => /^\.py[3w]?$/.test(file.extension));
  const imported = new Set(
    files.filter((file) => !isTestFile(file.path)).flatMap((file) => importsOf(project, file)),
  );
  const says2 = [...project.documents.values()].some(
    (text) => /python ?2(?:\.\d)?\b|python2/i.test(text) && !/python ?3/i.test(text),
  );
  return files
    .filter((file) => baseName(file.path) !== '__init__.py')
    .map((file) => {
      const says3 = files.some((other) => other !== file && speaksPython3(other));
      return pythonUnit(project, file, imported.has(file.path), { says2, says3 });
    });
}

function pythonUnit(
  project: Project,
  file: SourceFile,
  isImported: boolean,
  surroundings: Surroundings,
): Unit {
  const modules = closure(project, file);
  const versions = modules.map((module) => pythonVersion(module, surroundings));
  const version: PythonVersion = versions.find((each) => each.language === 'python2') ??
    versions[0] ?? { language: 'python3', notes: [] };
  const start = startOf(project, file);
  const hasMain = /__name__\s*==/.test(file.bare) || baseName(file.path) === '__main__.py';
  return {
    language: version.language,
    root: project.root,
    entry: file.path,
    cwd: start.cwd,
    sources: modules,
    command: [version.language, ...start.words],
    env: {},
    needs: [version.language],
    notes: version.notes,
    standing:
      (hasMain ? 2 : 0) -
      (isImported ? 4 : 0) -
      (isTestFile(file.path) ? 12 : 0) -
      (runsNothing(file) ? (isImported ? 30 : 6) : 0),
    reasons: [],
  };
}

/** As a script in its own folder, unless its imports need it to be a module of a package. */
function startOf(project: Project, file: SourceFile): { cwd: string; words: string[] } {
  const folder = folderOf(file.path);
  const isRelative = /^[ \t]*from[ \t]+\.+\w*[ \t]+import/m.test(file.bare);
  if (folder !== '.' && (isRelative || importsOwnPackage(file))) {
    const top = packageTop(project, folder);
    const module = (top === '.' ? file.path : file.path.slice(top.length + 1))
      .replace(/(?:\/__main__)?\.py$/, '')
      .replaceAll('/', '.');
    return { cwd: top, words: ['-m', module] };
  }
  return { cwd: folder, words: [baseName(file.path)] };
}

/** `from app.cache import ...` in a file of the folder `app`. */
function importsOwnPackage(file: SourceFile): boolean {
  const own = folderOf(file.path).split('/').at(-1) ?? '';
  return new RegExp(`^[ \\t]*(?:from|import)[ \\t]+(?:\\w+\\.)*${own.replace(/\W/g, '.')}\\b`, 'm').test(
    file.bare,
  );
}

/** The folder that the outermost package lies in. */
function packageTop(project: Project, folder: string): string {
  let top = folderOf(folder);
  while (top !== '.' && project.paths.has(`${top}/__init__.py`)) top = folderOf(top);
  return top;
}

function closure(project: Project, entry: SourceFile): SourceFile[] {
  const found = [entry];
  for (const file of found) {
    for (const name of importsOf(project, file)) {
      const module = sourceAt(project, name);
      if (module !== undefined && !found.includes(module) && found.length < 40) found.push(module);
    }
  }
  return found;
}

/** Paths of the submission's own modules that a file imports. */
function importsOf(project: Project, file: SourceFile): string[] {
  const modules = [
    ...file.bare.matchAll(/^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n]*)|import[ \t]+([^\n]*))/gm),
  ].flatMap((match) => {
    const names = (match[3] ?? '').split(',').map((name) => name.trim().split(/\s/)[0] ?? '');
    const from = match[1] ?? '';
    const members = (match[2] ?? '')
      .split(',')
      .map((name) => name.replace(/[()]/g, '').trim().split(/\s/)[0] ?? '');
    return from === ''
      ? names
      : [from, ...members.map((member) => (from.endsWith('.') ? `${from}${member}` : `${from}.${member}`))];
  });
  const folder = folderOf(file.path);
  const paths = modules.flatMap((module) => pathsOf(folder, module));
  return [...new Set(paths.filter((path) => project.paths.has(path) && path !== file.path))];
}

function pathsOf(folder: string, module: string): string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const relative = module.slice(dots).replaceAll('.', '/');
  if (relative === '') return [];
  let base = folder;
  for (let up = 1; up < dots; up += 1) base = folderOf(base);
  const bases = dots > 0 ? [base] : [folder, folderOf(folder), '.'];
  return bases.flatMap((each) => {
    const stem = each === '.' ? relative : `${each}/${relative}`;
    return [`${stem}.py`, `${stem}/__init__.py`];
  });
}

/** Only definitions: nothing happens when it is started. */
function runsNothing(file: SourceFile): boolean {
  return !file.bare
    .split('\n')
    .some(
      (line) =>
        /^[A-Za-z_]/.test(line) &&
        !/^(?:def|class|import|from|async|global|else|except|finally|[A-Z_\d]+\s*=)\b/.test(line),
    );
}
