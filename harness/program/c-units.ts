import { existsSync } from 'node:fs';
import path from 'node:path';
import { makefileBuild } from './makefile.ts';
import { isTestFile, type Project, readText, type SourceFile } from './project.ts';
import { readablePart } from './readable-part.ts';
import { viewSource } from './source-view.ts';
import { baseName, buildFolder, folderOf, type Unit, type UnitSource } from './unit.ts';

const mainFunction = /\b(?:int|void|auto)\s+main\s*\(|^\s*main\s*\(/m;

/** Every C or C++ file with a `main`, and what must be compiled with it. */
export async function cUnits(project: Project): Promise<Unit[]> {
  const files = project.sources.filter((file) => /^\.(?:c|cc|cpp|cxx)$/.test(file.extension));
  const mains = files.filter((file) => mainFunction.test(file.bare));
  return Promise.all(mains.map((file) => cUnit(project, file, files, mains)));
}

async function cUnit(
  project: Project,
  entry: SourceFile,
  files: readonly SourceFile[],
  mains: readonly SourceFile[],
): Promise<Unit> {
  const folder = folderOf(entry.path);
  const isAlone = mains.filter((main) => folderOf(main.path) === folder).length === 1;
  const siblings = isAlone ? siblingsOf(entry, files, mains) : [];
  const helpers = await helpersOf(project, [entry, ...siblings]);
  const root =
    helpers.levelsUp === 0
      ? project.root
      : path.resolve(project.root, ...Array<string>(helpers.levelsUp).fill('..'));
  const prefix = path.relative(root, project.root).split(path.sep).join('/');
  const inRoot = (each: string) =>
    [prefix, each === '.' ? '' : each].filter((part) => part !== '').join('/') || '.';
  const cwd = inRoot(folder);
  const make = makefileBuild(project, entry.path);
  const { isCpp, compiler, command } = compileCommand(entry, siblings, helpers);
  // Of what lies beside it some may be left over, and need not compile.
  const alone =
    siblings.length > 0 ? compileCommand(entry, [], await helpersOf(project, [entry])).command : undefined;
  return {
    language: isCpp ? 'c++' : 'c',
    root,
    entry: prefix === '' ? entry.path : `${prefix}/${entry.path}`,
    cwd: make === undefined ? cwd : inRoot(make.folder),
    sources: [entry, ...siblings, ...helpers.sources],
    build:
      make === undefined
        ? {
            command,
            cwd,
            why:
              helpers.sources.length > 0
                ? 'the entry and the files that its headers belong to'
                : 'one program from the file with main()',
            alternatives: [
              // Up to version 9 GCC took a variable that a header defines for one, however many files include it.
              ...(isCpp ? [] : [[compiler, '-fcommon', ...command.slice(1)]]),
              ...(alone === undefined ? [] : [alone]),
            ].map((each) => ({ command: each })),
          }
        : {
            // What was built elsewhere and handed in with it is no program for this machine.
            command: rebuilding(make.command),
            cwd: inRoot(make.folder),
            why: 'its Makefile',
            alternatives: [make.command, ...(make.plain ? [rebuilding(make.plain), make.plain] : [])].map(
              (each) => ({ command: each }),
            ),
          },
    command: [make === undefined ? `./${buildFolder}/program` : `./${make.program}`],
    env: {},
    needs: make === undefined ? [compiler] : ['make', compiler],
    notes: helpers.missing.map((header) => `The header ${header} is not in the submission.`),
    standing: isTestFile(entry.path) ? -10 : 1,
    reasons: [],
  };
}

interface Compilation {
  readonly isCpp: boolean;
  readonly compiler: string;
  readonly command: readonly string[];
}

/** Makes one program of the entry, the files beside it and the helpers. */
function compileCommand(
  entry: SourceFile,
  siblings: readonly SourceFile[],
  { sources, includeFolders }: Helpers,
): Compilation {
  const folder = folderOf(entry.path);
  const others = [...siblings, ...sources.filter((file) => file.isCompiled)];
  const all = [entry, ...siblings, ...sources];
  const isCpp = [entry, ...others].some((file) => file.extension !== '.c') || all.some(isCppWithin);
  const compiler = isCpp ? 'g++' : 'gcc';
  const command = [
    compiler,
    ...unique(includeFolders.map((each) => `-I${relativeTo(folder, each)}`)),
    '-o',
    `${buildFolder}/program`,
    baseName(entry.path),
    ...unique(others.map((file) => relativeTo(folder, file.path))),
    ...librariesOf(all),
  ];
  return { isCpp, compiler, command };
}

/** C++ by another name: C has no such headers. */
function isCppWithin({ code }: UnitSource): boolean {
  return /^[ \t]*#[ \t]*include[ \t]*<(?:string|cstring|cstdio|cstdlib|iostream|fstream|sstream|vector|map|set|list|queue|algorithm|unordered_map|thread|mutex|memory)>|\busing namespace std\b/m.test(
    code,
  );
}

function rebuilding([make = '', ...targets]: readonly string[]): string[] {
  return [make, '-B', ...targets];
}

/** All sources of the folder that have no main, where the folder has one main. */
function siblingsOf(
  entry: SourceFile,
  files: readonly SourceFile[],
  mains: readonly SourceFile[],
): SourceFile[] {
  const included = new Set(files.flatMap((file) => includesOf(file.text).map(baseName)));
  return files.filter(
    (file) =>
      folderOf(file.path) === folderOf(entry.path) &&
      !mains.includes(file) &&
      !included.has(baseName(file.path)) &&
      !isTestFile(file.path),
  );
}

interface HelperSource extends UnitSource {
  /** A `.c` file to compile, not a header. */
  readonly isCompiled: boolean;
  readonly extension: string;
}

interface Helpers {
  readonly sources: HelperSource[];
  readonly includeFolders: string[];
  readonly missing: string[];
  /** How many folders above the project's root are needed. */
  levelsUp: number;
}

/** Follows `#include "x.h"` from what is compiled anyway, into folders above where it is not beside, and takes the `x.c` of each `x.h`. */
async function helpersOf(project: Project, compiled: readonly SourceFile[]): Promise<Helpers> {
  const found: Helpers = { sources: [], includeFolders: [], missing: [], levelsUp: 0 };
  const queue = compiled.map((file) => ({ folder: folderOf(file.path), text: file.text }));
  const seen = new Set(compiled.map((file) => file.path));
  for (const { folder, text } of queue) {
    for (const name of includesOf(text)) {
      const header = locate(project, folder, name);
      if (header === undefined) {
        found.missing.push(name);
        continue;
      }
      if (!existsSync(path.join(project.root, folder, name))) found.includeFolders.push(folderOf(header));
      for (const file of [header, ...implementationsOf(project, header)]) {
        if (seen.has(file) || seen.size > 60) continue;
        seen.add(file);
        found.levelsUp = Math.max(found.levelsUp, file.split('/').filter((part) => part === '..').length);
        const helper = readablePart(file, await readText(project.root, file)).text;
        const isCompiled = file !== header && !mainFunction.test(viewSource(helper, 'c-like').bare);
        if (file === header || isCompiled) {
          found.sources.push({
            path: file,
            extension: path.posix.extname(file),
            isCompiled,
            ...viewSource(helper, 'c-like'),
          });
          queue.push({ folder: folderOf(file), text: helper });
        }
      }
    }
  }
  return found;
}

function includesOf(text: string): string[] {
  return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)].map((match) => match[1] ?? '');
}

/** Where a quoted header is: beside, in a usual sub-folder, or up to two folders above, never above a `.git`. */
function locate(project: Project, folder: string, name: string): string | undefined {
  const up = path.posix.normalize(`${folder}/..`);
  const upTwice = path.posix.normalize(`${folder}/../..`);
  const bases = [
    folder,
    `${folder}/include`,
    `${folder}/inc`,
    `${folder}/lib`,
    'include',
    'src',
    up,
    `${up}/include`,
    upTwice,
  ];
  return bases
    .map((base) => path.posix.normalize(`${base}/${name}`))
    .find((file) => isWithinReach(project.root, file) && existsSync(path.join(project.root, file)));
}

/** At most two folders above the project's root, and not out of a repository. */
function isWithinReach(root: string, file: string): boolean {
  const levels = file.split('/').filter((part) => part === '..').length;
  if (levels > 2) return false;
  let folder = root;
  for (let level = 0; level < levels; level += 1) {
    if (existsSync(path.join(folder, '.git'))) return false;
    folder = path.dirname(folder);
  }
  return true;
}

function implementationsOf(project: Project, header: string): string[] {
  const stem = header.replace(/\.\w+$/, '');
  const names = [stem, stem.replace(/(^|\/)include\//, '$1'), stem.replace(/(^|\/)include\//, '$1src/')];
  const files = unique(names).flatMap((name) =>
    ['.c', '.cpp', '.cc', '.cxx'].map((extension) => name + extension),
  );
  return files.filter((file) => file !== header && existsSync(path.join(project.root, file))).slice(0, 1);
}

function relativeTo(folder: string, file: string): string {
  return path.posix.relative(folder === '.' ? '' : folder, file) || '.';
}

function librariesOf(sources: readonly UnitSource[]): string[] {
  const text = sources.map((source) => source.code).join('\n');
  const wanted: readonly (readonly [RegExp, readonly string[]])[] = [
    [/<openssl\//, ['-lssl', '-lcrypto']],
    [/<curses\.h>|<ncurses/, ['-lncurses']],
    [/<zlib\.h>/, ['-lz']],
    [/<resolv\.h>/, ['-lresolv']],
  ];
  return ['-lpthread', '-lm', ...wanted.flatMap(([pattern, flags]) => (pattern.test(text) ? flags : []))];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
