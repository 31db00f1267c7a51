import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Part } from '../engine/lab.ts';
import { readText } from './project.ts';
import type { Language, ProgramPlan } from './types.ts';

const words = z.union([z.string(), z.array(z.union([z.string(), z.number()]).transform(String))]);

const settingsSchema = z.strictObject({
  /** The command, without arguments or with them: `python3 server.py`. */
  run: words.optional(),
  /** Run once before, in the submission's folder: `make server`. */
  build: words.optional(),
  /** Arguments, with placeholders: `[--port, '{port}']`. */
  args: words.optional(),
  /** Fixed standard input, with placeholders; a list is one line each. */
  stdin: words.optional(),
  /** Environment variables, with placeholders. */
  env: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
});

/** What a submission may say about itself in `grade.yaml`. */
export type GradeYaml = z.infer<typeof settingsSchema>;

export type GradeYamlResult =
  | { readonly kind: 'absent' }
  | { readonly kind: 'settings'; readonly settings: GradeYaml }
  | { readonly kind: 'broken'; readonly reason: string };

/** Reads `grade.yaml` (or `grade.yml`) of a folder. What is wrong with it comes as one sentence with file, line and key. */
export async function readGradeYaml(folder: string): Promise<GradeYamlResult> {
  for (const name of ['grade.yaml', 'grade.yml']) {
    const text = await readText(folder, name);
    if (text.trim() !== '') return parseGradeYaml(text, name);
  }
  return { kind: 'absent' };
}

/** @param name of the file, for messages */
function parseGradeYaml(text: string, name: string): GradeYamlResult {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const broken = (line: number, what: string): GradeYamlResult => ({
    kind: 'broken',
    reason: `${name}, line ${line}: ${what}`,
  });
  const [error] = document.errors;
  if (error !== undefined)
    return broken(counter.linePos(error.pos[0]).line, `${error.message.replace(/\.?$/, '.')}`);
  const parsed = settingsSchema.safeParse(toPlain(document) ?? {});
  if (parsed.success) return { kind: 'settings', settings: parsed.data };
  const [issue] = parsed.error.issues;
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
  const at = keyOffset(text, key === undefined ? '' : String(key));
  if (issue?.code === 'unrecognized_keys') {
    return broken(
      counter.linePos(at).line,
      `the key \`${String(key)}\` is not known; the keys are run, build, args, stdin and env.`,
    );
  }
  if (key === undefined) return broken(1, 'it must hold keys and values, such as `run: python3 main.py`.');
  return broken(
    counter.linePos(at).line,
    `the value of \`${String(key)}\` must be ${key === 'env' ? 'names with texts' : 'a text or a list of texts'}.`,
  );
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return [];
  }
}

function keyOffset(text: string, key: string): number {
  const index = text.split('\n').findIndex((line) => line.trim().replace(/^["']/, '').startsWith(key));
  return index === -1 ? 0 : text.split('\n').slice(0, index).join('\n').length + (index === 0 ? 0 : 1);
}

/** Puts what `grade.yaml` says in the place of what was worked out. With `run`, a plan is made even where none was found. */
export function applyGradeYaml(
  settings: GradeYaml,
  plans: readonly ProgramPlan[],
  parts: readonly Part[],
  root: string,
): ProgramPlan[] {
  const [part] = parts;
  const base =
    plans.length === 0 && settings.run !== undefined && part !== undefined ? [emptyPlan(part, root)] : plans;
  return base.map((plan) => applyTo(plan, settings));
}

function applyTo(plan: ProgramPlan, settings: GradeYaml): ProgramPlan {
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
