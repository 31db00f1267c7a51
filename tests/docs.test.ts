import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { labs } from '../labs/index.ts';
import { type ProofGroup, readProofRecord } from '../src/docs/proof-record.ts';
import { renderChecksPage } from '../src/docs/render-checks-page.ts';
import { renderProofPage } from '../src/docs/render-proof-page.ts';

const readPage = (page: string) => readFile(path.join(appFolder, page), 'utf8');

const commands = await commandLine();
const docs = await readdir(path.join(appFolder, 'docs'), { recursive: true });
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...docs.filter((name) => name.endsWith('.md')).map(inDocs),
  ...labs.map(({ id }) => `labs/${id}/handout.md`),
];

function inDocs(name: string): string {
  return path.posix.join('docs', name);
}

test('docs/checks.md is what the labs say (else: node src/docs/write-catalogue.ts)', async () => {
  expect(await readPage('docs/checks.md')).toBe(await renderChecksPage());
});

test('docs/proof.md is what was measured (else: node src/docs/write-catalogue.ts)', async () => {
  expect(await readPage('docs/proof.md')).toBe(await renderProofPage());
});

describe.each(labs)('what was measured of $id (else: node src/docs/measure-proof.ts $id)', ({ id, load }) => {
  test('is of every program of its proof, and what each of them claims', async () => {
    const lab = await load();
    const record = await readProofRecord(id);
    const failed = (group: ProofGroup) =>
      Object.fromEntries(Object.entries(record[group]).map(([program, seen]) => [program, seen.failed]));
    expect(failed('mutants')).toEqual(
      Object.fromEntries(lab.mutants.map((mutant) => [mutant.id, mutant.fails.toSorted()])),
    );
    expect(failed('variants')).toEqual(
      Object.fromEntries(lab.variants.map((variant) => [variant.id, variant.lacks?.toSorted() ?? []])),
    );
    expect(failed('references')).toEqual(
      Object.fromEntries(Object.keys(lab.reference).map((part) => [part, []])),
    );
  });
});

test('a hundred faults are planted at least, three of each lab in programs of their own', async () => {
  const loaded = await Promise.all(labs.map(({ load }) => load()));
  expect(loaded.flatMap(({ mutants }) => mutants).length).toBeGreaterThanOrEqual(100);
  for (const { id, mutants } of loaded)
    expect(mutants.filter(({ folder }) => folder !== undefined).length, id).toBeGreaterThanOrEqual(3);
});

describe.each(pages)('%s', (page) => {
  test('links to files and headings that exist', async () => {
    const broken = [];
    for (const link of linksIn(await readPage(page))) {
      if (/^[a-z]+:/.test(link)) continue;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
      const isThere = existsSync(path.join(appFolder, target));
      if (!isThere || (anchor !== undefined && !(await anchorsIn(target)).has(anchor))) broken.push(link);
    }
    expect(broken).toEqual([]);
  });

  test('names only commands and options that the command line knows', async () => {
    const calls = [...codeIn(await readPage(page))].flatMap(gradeCalls);
    const unknown = calls.flatMap(({ command, options }) => {
      const known = commands.get(command);
      if (known === undefined) return [`grade ${command}`];
      return options.filter((option) => !known.has(option)).map((option) => `grade ${command} ${option}`);
    });
    expect(unknown).toEqual([]);
  });
});

test('the README names every command and every option', async () => {
  const readme = await readPage('README.md');
  const names = [...commands.keys()].filter((name) => name !== '').map((name) => `grade ${name}`);
  const options = [...commands.values()].flatMap((known) => [...known]);
  expect(options.length).toBeGreaterThan(10);
  expect([...names, ...options].filter((word) => !readme.includes(word))).toEqual([]);
});

describe.each(labs)('the handout of $id', ({ id, load }) => {
  test('has every requirement that the checks cite', async () => {
    const handout = await readPage(`labs/${id}/handout.md`);
    const numbers = new Set([...handout.matchAll(/^ {0,3}(\d+)\. /gm)].map((match) => match[1]));
    const { checks } = await load();
    const cited = checks
      .flatMap(({ sources }) => sources.map(({ text }) => /^Handout, requirement (.+)$/.exec(text)?.[1]))
      .filter((number) => number !== undefined);
    expect(cited.length).toBeGreaterThan(10);
    expect([...new Set(cited)].filter((number) => !numbers.has(number))).toEqual([]);
  });
});

/** Targets of links and pictures, code left out. */
function linksIn(markdown: string): string[] {
  const text = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
}

/** Anchors that a page has: of its headings, as GitHub makes them, and named ones. */
async function anchorsIn(page: string): Promise<Set<string>> {
  const markdown = await readPage(page);
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  const named = [...markdown.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1] ?? '');
  return new Set([...headings, ...named]);
}

/** Lines of code blocks, and code between backticks. */
function* codeIn(markdown: string): Generator<string> {
  let isFenced = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) isFenced = !isFenced;
    else if (isFenced || /^ {4}\S/.test(line)) yield line;
    else for (const match of line.matchAll(/`([^`]+)`/g)) yield match[1] ?? '';
  }
}

interface GradeCall {
  readonly command: string;
  readonly options: readonly string[];
}

/** `./grade all DIR --jobs 4`: the command `all` with the option `--jobs`. */
function gradeCalls(code: string): GradeCall[] {
  const match = /^(?:\$ )?(?:\.\/|[\w~/.]+\/)?grade(?: ([a-z]+))?( .*)?$/.exec(code.trim());
  if (match === null) return [];
  // Behind `--` stand the options of the program that `grade run` starts.
  const words = (match[2] ?? '').split(/\s+#|\s{3,}|\s--\s/)[0] ?? '';
  return [{ command: match[1] ?? '', options: words.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? [] }];
}

/** The options of each command, long and short; the empty name stands for `grade` alone. */
async function commandLine(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const program = new Command('grade');
  const files = await readdir(path.join(appFolder, 'src/cli'));
  for (const file of files.filter((name) => /(?<!\.test)\.ts$/.test(name) && name !== 'main.ts')) {
    const exported: Readonly<Record<string, unknown>> = await import(`../src/cli/${file}`);
    for (const [name, add] of Object.entries(exported))
      if (/^add\w+Command$/.test(name) && typeof add === 'function') add(program, () => {});
  }
  const known = program.commands.map((command) => [command.name(), optionsOf(command)] as const);
  return new Map([['', new Set(['--help', '--version'])], ...known]);
}

function optionsOf({ options }: Command): Set<string> {
  const names = options.flatMap(({ long, short }) => [long, short]);
  return new Set(['--help', ...names.filter((name) => typeof name === 'string')]);
}
