import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';

const lab = 'labs/dns-client';
const read = (file: string) => readFile(path.join(appFolder, file), 'utf8');
const page = await read('docs/authors.md');

/** Code blocks that name a file behind their language. */
const quotations = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, file = '', code = '']) => [file, code] as const,
);

test('the page quotes every kind of file of the lab', () => {
  const kinds = new Set(quotations.map(([file]) => file.slice(lab.length + 1).split('/')[0]));
  const expected = ['lab.ts', 'scenarios', 'checks', 'mutants', 'variants', 'program', 'handout.md'];
  expect([...kinds].sort()).toEqual(expected.sort());
});

test.each(quotations)('what is quoted of %s stands in it', async (file, code) => {
  expect(await read(file)).toContain(code);
});

test('the page says how many lines the lab takes, and these are less than 150', async () => {
  const [, said, texts] = /take (\d+) lines\s+of\s+code[^;]+;[^;]+ are (\d+) lines of JSON/.exec(page) ?? [];
  const count = await linesOfCode();
  expect([Number(said), Number(texts)]).toEqual([
    count,
    lines(await read(`${lab}/checks/texts.json`)).length,
  ]);
  expect(count).toBeLessThan(150);
});

test('the lab uses harness/index.ts, and nothing else of the product', async () => {
  const sources = await Promise.all((await labSources()).map(read));
  const imported = sources.flatMap((text) => [...text.matchAll(/from '(\.[^']+)'/g)].map(([, from]) => from));
  const outside = imported.filter((from) => /harness|containers|src|reports|tests/.test(from ?? ''));
  expect(outside.length).toBeGreaterThan(3);
  expect(outside.filter((from) => !from?.endsWith('/harness/index.ts'))).toEqual([]);
});

/** What defines the lab: not its reference, nor the programs of variants. */
async function labSources(): Promise<string[]> {
  const folders = await Promise.all(
    ['scenarios', 'checks', 'mutants'].map(async (folder) =>
      (await readdir(path.join(appFolder, lab, folder))).map((name) => `${lab}/${folder}/${name}`),
    ),
  );
  return [`${lab}/lab.ts`, ...folders.flat().filter((name) => name.endsWith('.ts'))];
}

async function linesOfCode(): Promise<number> {
  const texts = await Promise.all((await labSources()).map(read));
  return texts.flatMap(lines).filter((line) => !/^\s*(\/\*\*|\*|\/\/)/.test(line)).length;
}

/** Without the empty ones. */
function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
