import { isTestFile, type Project, type SourceFile } from './project.ts';
import { baseName, buildFolder, folderOf, type Unit } from './unit.ts';

const mainFunction = /^func\s+main\s*\(\s*\)/m;
// Nothing can be fetched where programs are built.
const offline = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local' };

/** Every Go program: a folder whose package is `main`, or a file of its own where several of them have a `main`. */
export function goUnits(project: Project): Unit[] {
  const files = project.sources.filter((file) => file.extension === '.go' && !file.path.endsWith('_test.go'));
  const mains = files.filter((file) => mainFunction.test(file.bare) && /^package\s+main\b/m.test(file.bare));
  return mains.map((entry) => {
    const folder = folderOf(entry.path);
    const beside = files.filter((file) => folderOf(file.path) === folder);
    const isAlone = mains.filter((file) => folderOf(file.path) === folder).length > 1;
    return goUnit(project, entry, isAlone ? [entry] : [entry, ...beside.filter((file) => file !== entry)]);
  });
}

function goUnit(project: Project, entry: SourceFile, sources: readonly SourceFile[]): Unit {
  const cwd = folderOf(entry.path);
  const hasModule = moduleFolders(cwd).some((folder) =>
    project.paths.has(folder === '.' ? 'go.mod' : `${folder}/go.mod`),
  );
  const targets = sources.map((file) => baseName(file.path));
  return {
    language: 'go',
    root: project.root,
    entry: entry.path,
    cwd,
    sources,
    build: {
      command: [
        'go',
        'build',
        '-o',
        `${buildFolder}/program`,
        ...(hasModule && sources.length > 1 ? ['.'] : targets),
      ],
      cwd,
      why: hasModule ? 'its go.mod' : 'files without a go.mod',
    },
    command: [`./${buildFolder}/program`],
    env: hasModule ? offline : { GO111MODULE: 'off', GOTOOLCHAIN: 'local' },
    needs: ['go'],
    notes: [],
    standing: isTestFile(entry.path) ? -10 : 2,
    reasons: [],
  };
}

function moduleFolders(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== '.'; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}
