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
  const moduleFile = moduleFolders(cwd)
    .map((folder) => (folder === '.' ? 'go.mod' : `${folder}/go.mod`))
    .find((file) => project.paths.has(file));
  const hasModule = moduleFile !== undefined;
  const files = sources.map((file) => baseName(file.path));
  const targets = hasModule && sources.length > 1 ? ['.'] : files;
  const older = moduleFile && withoutPatch(project.documents.get(moduleFile) ?? '');
  return {
    language: 'go',
    root: project.root,
    entry: entry.path,
    cwd,
    sources,
    build: {
      command: ['go', 'build', '-o', `${buildFolder}/program`, ...targets],
      cwd,
      why: hasModule ? 'its go.mod' : 'files without a go.mod',
      ...(older && {
        alternatives: [
          {
            command: [
              'go',
              'build',
              `-modfile=${buildFolder}/go.mod`,
              '-o',
              `${buildFolder}/program`,
              ...targets,
            ],
            files: [{ path: `${buildFolder}/go.mod`, text: older }],
          },
        ],
      }),
    },
    command: [`./${buildFolder}/program`],
    env: hasModule ? offline : { GO111MODULE: 'off', GOTOOLCHAIN: 'local' },
    needs: ['go'],
    notes: [],
    standing: isTestFile(entry.path) ? -10 : 2,
    reasons: [],
  };
}

/**
 * A go.mod that older versions of Go can read, too: they know no third number, and no toolchain. Undefined where it is one.
 * @see https://go.dev/doc/modules/gomod-ref#go
 */
function withoutPatch(text: string): string | undefined {
  const older = text.replace(/^(go[ \t]+\d+\.\d+)\.\d+/m, '$1').replace(/^toolchain\b.*$/m, '');
  return older === text ? undefined : older;
}

function moduleFolders(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== '.'; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}
