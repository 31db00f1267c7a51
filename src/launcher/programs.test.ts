import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { labs } from '../../labs/index.ts';
import { programs } from './programs.ts';
import type { Answers } from './question.ts';

/** Built in docs/authors.md, to show how. */
const example = 'dns-client';

test('the menu has the reference program of every part of every lab but the example for authors', async () => {
  const references = await Promise.all(
    labs
      .filter(({ id }) => id !== example)
      .map(async ({ id, load }) => {
        const { reference } = await load();
        return Object.entries(reference).map(([part, file]) => ({
          lab: id,
          part,
          file: `labs/${id}/${file}`,
        }));
      }),
  );
  const byFile = (a: { file: string }, b: { file: string }) => a.file.localeCompare(b.file);
  expect(programs.map(({ lab, part, file }) => ({ lab, part, file })).sort(byFile)).toEqual(
    references.flat().sort(byFile),
  );
});

describe.each(programs)('$name', ({ file, questions }) => {
  test('every answer has an option that the program knows', async () => {
    const { stdout } = await execa(process.execPath, [path.join(appFolder, file), '--help']);
    const options = questions.filter(({ isPositional }) => !isPositional).map(({ name }) => `  --${name} `);
    expect(options.filter((option) => !stdout.includes(option))).toEqual([]);
  });

  test('Enter is a right answer wherever there is a default', async () => {
    let answers: Answers = {};
    for (const question of questions) {
      const offered = typeof question.default === 'function' ? question.default(answers) : question.default;
      if (offered === undefined) continue;
      const allowed = question.choices?.map(({ value }) => value) ?? [offered];
      expect(allowed).toContain(offered);
      expect([question.name, await question.rule(offered)]).toEqual([question.name, undefined]);
      answers = { ...answers, [question.name]: offered };
    }
  });
});

test('nothing asks for a password: arguments are seen by everybody', () => {
  const names = programs.flatMap(({ questions }) => questions.map(({ name }) => name));
  expect(names.filter((name) => /pass|secret/i.test(name))).toEqual([]);
});
