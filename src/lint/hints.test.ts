import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Advice that stands in single quotes behind `hint`. What mutants are told, however it is made, is held to the same where they are graded. */
const labs = path.join(import.meta.dirname, '..', '..', 'labs');
const files = (await readdir(labs, { recursive: true })).filter(
  (name) => /checks[/\\][^/\\]+\.ts$/.test(name) && !name.endsWith('.test.ts'),
);
const hints = (
  await Promise.all(
    files.map(async (name) => {
      const text = await readFile(path.join(labs, name), 'utf8');
      const found = [...text.matchAll(/\bhint:[\s\S]{0,1200}?\n\s+(?:\}|\w+:|\.\.\.)/g)];
      return found.flatMap(([each]) =>
        [...each.matchAll(/(?:hint:|[?:])\s*'((?:[^'\\\n]|\\.)+)'/g)].map(
          ([, hint = '']) => [name, hint] as const,
        ),
      );
    }),
  )
)
  .flat()
  // Words that one chooses within a template are no advice of their own.
  .filter(([, hint]) => /^\S+ \S+ \S/.test(hint) && !hint.startsWith(','));

test('there are many', () => expect(hints.length).toBeGreaterThan(120));

test.each(hints)('%s: %s', (_, hint) => {
  expect(hint).toMatch(/^[A-Z"]/);
  expect(hint).toMatch(/[.)?"]$/);
  expect(hint.split(' ').length, 'a whole sentence').toBeGreaterThan(8);
});
