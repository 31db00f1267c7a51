import type { Project } from './project.ts';
import { baseName, folderOf } from './unit.ts';

export interface MakefileBuild {
  readonly command: readonly string[];
  /** `make` as its author calls it, where it does no more than to build. */
  readonly plain?: readonly string[];
  /** Of the Makefile, relative to the project's root. */
  readonly folder: string;
  /** The binary that it makes, relative to the Makefile's folder. */
  readonly program: string;
}

/**
 * How the Makefile beside a source, or above it, builds that source's program. Undefined when there is none, or when it
 * cannot be told which binary belongs to the source: the compiler is then called directly.
 */
export function makefileBuild(project: Project, entry: string): MakefileBuild | undefined {
  for (let folder = folderOf(entry); ; folder = folderOf(folder)) {
    const build = makefileBuildIn(folder, project, entry);
    if (build !== undefined || folder === '.') return build;
  }
}

function makefileBuildIn(folder: string, project: Project, entry: string): MakefileBuild | undefined {
  const file = ['GNUmakefile', 'makefile', 'Makefile']
    .map((name) => (folder === '.' ? name : `${folder}/${name}`))
    .find((name) => project.documents.has(name));
  if (file === undefined) return undefined;
  const text = (project.documents.get(file) ?? '').replaceAll('\r', '').replace(/\\\n/g, ' ');
  const stem = baseName(entry).replace(/\.\w+$/, '');
  const variables = variablesOf(text);
  const rules = rulesOf(text, variables);
  const rule = rules.find(
    (each) =>
      new RegExp(`(?<![\\w.-])${escapePattern(stem)}\\.(?:c|cc|cpp|cxx|o)\\b`).test(
        `${each.needs} ${each.recipe}`,
      ) && each.program !== undefined,
  );
  if (rule?.program === undefined) return undefined;
  return {
    command: ['make', rule.target],
    ...(buildsOnly(rules, rule) && { plain: ['make'] }),
    folder,
    program: rule.program,
  };
}

/** Whether the first rule, which `make` alone means, comes to this one and starts nothing of what it makes. */
function buildsOnly(rules: readonly Rule[], wanted: Rule): boolean {
  const [first] = rules.filter(({ target }) => !target.startsWith('.') && !target.includes('%'));
  const reached = new Set(first === undefined || first === wanted ? [] : [first]);
  for (const each of reached) {
    const needs = each.needs.trim().split(/\s+/);
    for (const rule of rules) if (needs.includes(rule.target)) reached.add(rule);
  }
  const starts = /^[\t @-]*(?:\.?\/|sudo\b|tail\b|valgrind\b|gdb\b|python|java\b|node\b)/m;
  return reached.has(wanted) && ![...reached].some(({ recipe }) => starts.test(recipe));
}

interface Rule {
  readonly target: string;
  readonly needs: string;
  readonly recipe: string;
  readonly program: string | undefined;
}

function rulesOf(text: string, variables: ReadonlyMap<string, string>): Rule[] {
  return [...text.matchAll(/^([^\s#:=][^:=\n]*):(?!=)([^\n]*)((?:\n\t[^\n]*|\n[ \t]*(?=\n\t))*)/gm)].map(
    (match) => {
      const target =
        expand(match[1] ?? '', variables)
          .trim()
          .split(/\s+/)[0] ?? '';
      const needs = expand(match[2] ?? '', variables);
      const recipe = expand(match[3] ?? '', variables)
        .replaceAll('$@', target)
        .replaceAll('$^', needs)
        .replaceAll('$<', needs.trim().split(/\s+/)[0] ?? '');
      return { target, needs, recipe, program: programOf(target, recipe) };
    },
  );
}

/** What a recipe links: the argument of `-o`, or the target itself. */
function programOf(target: string, recipe: string): string | undefined {
  if (/\s-c\b/.test(recipe) || target.startsWith('.') || target.includes('%') || target.endsWith('.o'))
    return undefined;
  const output = /\s-o\s*(\S+)/.exec(recipe)?.[1];
  if (output !== undefined) return output.replace(/^\.\//, '');
  return /\b(?:gcc|cc|g\+\+|clang)\b/.test(recipe) ? 'a.out' : undefined;
}

function variablesOf(text: string): Map<string, string> {
  const found = [...text.matchAll(/^[ \t]*(\w+)[ \t]*[:?+]?=[ \t]*([^\n#]*)/gm)].map(
    (match): [string, string] => [match[1] ?? '', (match[2] ?? '').trim()],
  );
  return new Map([['CC', 'gcc'], ['CXX', 'g++'], ...found]);
}

function expand(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > 3) return text;
  const next = text.replace(
    /\$[({](\w+)(?::\.(\w+)=\.(\w+))?[)}]/g,
    (_, name: string, from?: string, to?: string) => {
      const value = variables.get(name) ?? '';
      return from === undefined || to === undefined
        ? value
        : value.replace(new RegExp(`\\.${from}\\b`, 'g'), `.${to}`);
    },
  );
  return next === text || next.length > 20_000 ? next : expand(next, variables, depth + 1);
}

function escapePattern(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
