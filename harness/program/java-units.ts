import { isTestFile, type Project, type SourceFile } from './project.ts';
import { baseName, buildFolder, folderOf, type Unit } from './unit.ts';

const mainMethod = /\bpublic\s+static\s+(?:final\s+)?void\s+main\s*\(|\bstatic\s+public\s+void\s+main\s*\(/;

/** Every Java class with a `main`, and the files of the classes that it uses. */
export function javaUnits(project: Project): Unit[] {
  const files = project.sources.filter((file) => file.extension === '.java');
  return files.filter((file) => mainMethod.test(file.bare)).map((file) => javaUnit(project, file, files));
}

function javaUnit(project: Project, entry: SourceFile, files: readonly SourceFile[]): Unit {
  const sources = usedFiles(entry, files);
  const cwd = workingFolder(entry);
  const jars = [...project.paths]
    .filter((file) => file.endsWith('.jar') && isBelow(file, cwd))
    .map((jar) => relative(cwd, jar));
  const classPath = [buildFolder, ...jars].join(':');
  const packageName = packageOf(entry);
  const className = mainClass(entry);
  return {
    language: 'java',
    root: project.root,
    entry: entry.path,
    cwd,
    sources,
    build: {
      command: [
        'javac',
        '-encoding',
        'UTF-8',
        ...(jars.length > 0 ? ['-cp', jars.join(':')] : []),
        '-d',
        buildFolder,
        ...sources.map((file) => relative(cwd, file.path)),
      ],
      cwd,
      why:
        sources.length > 1 ? 'the class with main() and the classes that it uses' : 'the class with main()',
    },
    command: ['java', '-cp', classPath, packageName === '' ? className : `${packageName}.${className}`],
    env: {},
    needs: ['javac', 'java'],
    notes: [],
    standing: isTestFile(entry.path) ? -10 : 2,
    reasons: [],
  };
}

function packageOf(file: SourceFile): string {
  return /^[^\S\n]*package\s+([\w.]+)\s*;/m.exec(file.bare)?.[1] ?? '';
}

/** The class whose body `main` stands in: the last one opened before it at the outermost level. */
function mainClass(file: SourceFile): string {
  const main = mainMethod.exec(file.bare)?.index ?? 0;
  let depth = 0;
  let name = baseName(file.path).replace(/\.java$/, '');
  for (const match of file.bare.slice(0, main).matchAll(/\{|\}|\b(?:class|enum|record|interface)\s+(\w+)/g)) {
    if (match[0] === '{') depth += 1;
    else if (match[0] === '}') depth -= 1;
    else if (depth === 0 && match[1] !== undefined) name = match[1];
  }
  return name;
}

/** Above the package's folders and above `src`, where an IDE starts it. */
function workingFolder(entry: SourceFile): string {
  const parts = folderOf(entry.path).split('/');
  const packages = packageOf(entry)
    .split('.')
    .filter((part) => part !== '');
  if (packages.length > 0 && parts.slice(-packages.length).join('.') === packages.join('.'))
    parts.splice(-packages.length);
  const joined = parts.join('/').replace(/(?:^|\/)src(?:\/main\/java)?$/, '');
  return joined === '' ? '.' : joined;
}

function typesOf(file: SourceFile): string[] {
  return [...file.bare.matchAll(/\b(?:class|enum|record|interface)\s+(\w+)/g)].map((match) => match[1] ?? '');
}

/** The entry and, from there on, each file that declares a type whose name occurs and that can be seen. */
function usedFiles(entry: SourceFile, files: readonly SourceFile[]): SourceFile[] {
  const used = [entry];
  const declared = new Set(typesOf(entry));
  for (const file of used) {
    const words = new Set(file.bare.match(/\b[A-Za-z_]\w*\b/g) ?? []);
    for (const other of files) {
      const types = typesOf(other);
      const isNeeded = types.some((type) => words.has(type)) && !types.some((type) => declared.has(type));
      if (isNeeded && !used.includes(other) && canSee(file, other)) {
        used.push(other);
        for (const type of types) declared.add(type);
      }
    }
  }
  return used;
}

function canSee(file: SourceFile, other: SourceFile): boolean {
  const own = packageOf(other);
  if (own === packageOf(file))
    return (
      own !== '' ||
      folderOf(file.path) === folderOf(other.path) ||
      folderOf(other.path).startsWith(folderOf(file.path))
    );
  return own !== '' && file.bare.includes(own);
}

function isBelow(file: string, folder: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`);
}

function relative(folder: string, file: string): string {
  return folder === '.' ? file : file.slice(folder.length + 1);
}
