import { existsSync } from 'node:fs';
import path from 'node:path';
import { isTestFile, type Project, type SourceFile, sourceAt } from './project.ts';
import { baseName, folderOf, type Unit } from './unit.ts';

/** Every JavaScript or TypeScript file that could be started; what package.json names stands out. */
export function nodeUnits(project: Project): Unit[] {
  const files = project.sources.filter(
    (file) => /^\.[mc]?[jt]s$/.test(file.extension) && !file.path.endsWith('.d.ts'),
  );
  const imported = new Set(
    files.filter((file) => !isTestFile(file.path)).flatMap((file) => importsOf(project, file)),
  );
  const named = namedByPackage(project);
  return files.map((file) => nodeUnit(project, file, imported.has(file.path), named.get(file.path)));
}

function nodeUnit(project: Project, file: SourceFile, isImported: boolean, reason: string | undefined): Unit {
  const isGuarded = /require\.main\s*===|import\.meta\.main/.test(file.bare);
  const missing = packagesOf(file).filter((name) => !isInstalled(project, file, name));
  return {
    language: /ts$/.test(file.extension) ? 'typescript' : 'javascript',
    root: project.root,
    entry: file.path,
    cwd: folderOf(file.path),
    sources: closure(project, file),
    command: ['node', baseName(file.path)],
    env: {},
    needs: ['node'],
    notes: missing.map((name) => `It uses the package ${name}, which is not in the submission.`),
    standing:
      (reason === undefined ? 0 : 5) -
      // A module that another file uses is not what one starts, unless it says that it can be.
      (isImported ? (isGuarded ? 4 : 25) : 0) -
      (isTestFile(file.path) ? 12 : 0) +
      (isGuarded ? 2 : 0),
    reasons: reason === undefined ? [] : [reason],
  };
}

/** Files that a package.json starts, with where it says so. */
function namedByPackage(project: Project): Map<string, string> {
  const named = new Map<string, string>();
  for (const [file, text] of project.documents) {
    if (baseName(file) !== 'package.json') continue;
    const folder = folderOf(file);
    for (const [field, value] of startsOf(text)) {
      const target = path.posix.normalize(`${folder}/${value}`);
      for (const candidate of [target, `${target}.js`, `${target}.ts`, `${target}/index.js`]) {
        if (sourceAt(project, candidate) !== undefined && !named.has(candidate))
          named.set(candidate, `package.json names it in ${field}`);
      }
    }
  }
  return named;
}

function startsOf(text: string): [string, string][] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof content !== 'object' || content === null) return [];
  const fields = content as { main?: unknown; bin?: unknown; scripts?: unknown };
  const scripts = isRecord(fields.scripts) ? fields.scripts : {};
  const bins = isRecord(fields.bin) ? Object.values(fields.bin) : [fields.bin];
  const script =
    typeof scripts.start === 'string'
      ? /(?:node|tsx|ts-node|nodemon)\s+(?:-\S+\s+)*(\S+)/.exec(scripts.start)?.[1]
      : undefined;
  const pairs: [string, unknown][] = [
    ['scripts.start', script],
    ...bins.map((bin): [string, unknown] => ['bin', bin]),
    ['main', fields.main],
  ];
  return pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const importPattern = /\b(?:from\s*|import\s*\(?\s*|require\s*\(\s*)(["'])([^"'\n]+)\1/g;

function specifiersOf(file: SourceFile): string[] {
  return [...file.code.matchAll(importPattern)].map((match) => match[2] ?? '');
}

function importsOf(project: Project, file: SourceFile): string[] {
  return specifiersOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .flatMap((specifier) => {
      const target = path.posix.normalize(`${folderOf(file.path)}/${specifier}`);
      return [
        target,
        `${target}.js`,
        `${target}.ts`,
        `${target}.mjs`,
        `${target}.cjs`,
        `${target}/index.js`,
        target.replace(/\.js$/, '.ts'),
      ];
    })
    .filter((target) => sourceAt(project, target) !== undefined);
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

const builtIn =
  /^(?:node:.*|assert|buffer|child_process|cluster|crypto|dgram|dns|events|fs|http|http2|https|net|os|path|perf_hooks|process|querystring|readline|stream|string_decoder|timers|tls|url|util|v8|vm|worker_threads|zlib)(?:\/.*)?$/;

function packagesOf(file: SourceFile): string[] {
  const names = specifiersOf(file).filter((name) => /^[@a-z]/.test(name) && !builtIn.test(name));
  return [
    ...new Set(
      names.map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
    ),
  ];
}

function isInstalled(project: Project, file: SourceFile, name: string): boolean {
  for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
    if (existsSync(path.join(project.root, folder, 'node_modules', name))) return true;
    if (folder === '.') return false;
  }
}
