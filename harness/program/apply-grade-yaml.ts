import path from 'node:path';
import type { Part } from '../engine/lab.ts';
import type { GradeYaml, StartSettings } from './parse-grade-yaml.ts';
import type { Language, ProgramPlan } from './types.ts';

/**
 * Puts what `grade.yaml` says in the place of what was worked out. With `run`, a plan is made even where none was found.
 * @returns one sentence for the student when it cannot be done
 */
export function applyGradeYaml(
  settings: GradeYaml,
  plans: readonly ProgramPlan[],
  parts: readonly Part[],
  root: string,
): readonly ProgramPlan[] | string {
  const { parts: byPart = {}, ...forAll } = settings;
  const names = parts.map(({ id }) => id);
  const stranger = Object.keys(byPart).find((name) => !names.includes(name));
  if (stranger !== undefined)
    return `grade.yaml: the part \`${stranger}\` is not known; the parts of this lab are ${names.join(', ')}.`;
  if (forAll.run !== undefined && plans.filter(({ part }) => byPart[part]?.run === undefined).length > 1)
    return `grade.yaml: \`run\` names one program, and there are several here; name each below \`parts:\` (${names.join(', ')}).`;
  const first = plans.length === 0 && forAll.run !== undefined ? parts[0]?.id : undefined;
  return parts.flatMap((part) => {
    const own = { ...forAll, ...byPart[part.id] };
    const isNamed = part.id === first || byPart[part.id]?.run !== undefined;
    const plan = plans.find((each) => each.part === part.id) ?? (isNamed ? emptyPlan(part, root) : undefined);
    return plan === undefined ? [] : [applyTo(plan, own)];
  });
}

function applyTo(plan: ProgramPlan, settings: StartSettings): ProgramPlan {
  const run = settings.run === undefined ? undefined : toWords(settings.run);
  const args = settings.args === undefined ? undefined : toWords(settings.args);
  const command = run ?? plan.command;
  const { build: _, ...unbuilt } = plan;
  const started = run === undefined ? plan : { ...unbuilt, cwd: '.', needs: needsOf(command) };
  const built =
    settings.build === undefined
      ? started
      : { ...started, build: { command: toWords(settings.build), cwd: '.', why: 'grade.yaml' } };
  const fixed = args ?? (run === undefined ? undefined : []);
  return {
    ...built,
    command,
    candidates: fixed === undefined ? plan.candidates : [{ args: fixed, why: 'grade.yaml' }],
    env: { ...plan.env, ...settings.env },
    ...(settings.stdin === undefined ? {} : { stdin: toInput(settings.stdin) }),
    ...(run === undefined
      ? {}
      : { language: languageOf(command, plan.language), entry: entryOf(command, plan) }),
    why: `${run === undefined ? plan.why : 'the run line of grade.yaml'}`,
  };
}

/** Splits as a shell does, without its expansions: spaces part words, quotes keep them together. */
function toWords(value: string | readonly string[]): string[] {
  if (typeof value !== 'string') return [...value];
  return [...value.matchAll(/(?:[^\s"']+|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+/g)].map((match) =>
    match[0].replace(
      /"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/g,
      (_, double?: string, single?: string) => double?.replace(/\\(["\\])/g, '$1') ?? single ?? '',
    ),
  );
}

function toInput(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.map((line) => `${line}\n`).join('');
}

const interpreters: Readonly<Record<string, Language>> = {
  python: 'python3',
  python3: 'python3',
  python2: 'python2',
  node: 'javascript',
  java: 'java',
  go: 'go',
};

function languageOf(command: readonly string[], known: Language): Language {
  return interpreters[path.posix.basename(command[0] ?? '')] ?? known;
}

function entryOf(command: readonly string[], plan: ProgramPlan): string {
  return (
    command.slice(1).find((word) => /^[\w./-]+\.\w+$/.test(word)) ??
    (plan.entry === '' ? (command[0] ?? '') : plan.entry)
  );
}

function needsOf(command: readonly string[]): string[] {
  const first = command[0] ?? '';
  return first.includes('/') ? [] : [first === 'python' ? 'python3' : first];
}

function emptyPlan(part: Part, root: string): ProgramPlan {
  return {
    part: part.id,
    language: 'other',
    entry: '',
    root,
    cwd: '.',
    command: [],
    candidates: [{ args: [], why: 'grade.yaml' }],
    env: {},
    prompts: [],
    expectedPorts: [],
    expectedHosts: [],
    folders: [],
    documentFolders: ['.'],
    readsFilesNamed: [],
    why: 'grade.yaml',
    notes: [],
    needs: [],
  };
}
