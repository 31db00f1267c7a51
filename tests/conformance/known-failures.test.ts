import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareWithKnown, concludeComparison, listFailures, readKnownFailures } from './known-failures.ts';
import { CONFORMANCE_PAGE, replaceSection, sectionOf } from './page-section.ts';

const known = new Map([
  ['a', 'cannot be done here'],
  ['gone', 'cannot be done here'],
  ['mended', 'has another reason'],
]);

test('a failure that is not on the list is new; what passes or is gone can leave the list', () => {
  const outcomes = new Map([
    ['a', false],
    ['b', false],
    ['c', true],
    ['mended', true],
  ]);
  const comparison = compareWithKnown(outcomes, known);
  expect(comparison).toEqual({ unexpected: ['b'], obsolete: ['gone', 'mended'] });
  expect(concludeComparison(comparison, 'list.yaml', (id) => `what ${id} did`)).toEqual({
    text: [
      'NEW FAILURE  b: what b did',
      'PASSES NOW   gone: remove it from list.yaml',
      'PASSES NOW   mended: remove it from list.yaml',
    ].join('\n'),
    exitCode: 1,
  });
});

test('known failures, and only those, end with status 0', () => {
  const onlyKnown = compareWithKnown(new Map([['a', false]]), new Map([['a', 'cannot be done here']]));
  expect(concludeComparison(onlyKnown, 'list.yaml', String)).toMatchObject({ exitCode: 0 });
  expect(concludeComparison({ unexpected: [], obsolete: ['a'] }, 'list.yaml', String)).toMatchObject({
    text: expect.stringContaining('remove it'),
    exitCode: 0,
  });
});

test('failures with the same reason stand together', () => {
  expect(listFailures([], known, String)).toBe('Nothing fails.');
  expect(listFailures(['a', 'mended', 'gone', 'new'], known, (id) => `<${id}>`)).toBe(
    [
      'What fails, and why:',
      '',
      '- <a>, <gone>: cannot be done here',
      '- <mended>: has another reason',
      '- <new>: Not looked into yet.',
    ].join('\n'),
  );
});

test.each(['a:', 'a: short', '- a', 'a: {b: c}'])('%j is no list of reasons', async (text) => {
  const folder = await mkdtemp(join(tmpdir(), 'known-failures-'));
  try {
    const file = join(folder, 'list.yaml');
    await writeFile(file, text);
    await expect(readKnownFailures(file)).rejects.toThrow(`Reading ${file}`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a section of a page is replaced, and nothing else', () => {
  const page = 'x\n<!-- a: made -->\nold\n<!-- end of a -->\n<!-- b: made -->\n<!-- end of b -->\n';
  const replaced = replaceSection(page, 'a', "new $& '");
  expect(replaced).toBe(page.replace('old', () => "\nnew $& '\n"));
  expect(sectionOf(replaced, 'a')).toBe("new $& '");
  expect(sectionOf(replaced, 'b')).toBe('');
  expect(() => replaceSection(page, 'c', '')).toThrow('no place');
});

describe.each(['cache-tests', 'h1spec'])('docs/conformance.md about %s', (suite) => {
  test('gives the reason of each known failure, and names no other', async () => {
    const list = await readKnownFailures(new URL(`${suite}/known-failures.yaml`, import.meta.url));
    const section = sectionOf(await readFile(CONFORMANCE_PAGE, 'utf8'), suite) ?? '';
    const told = section.split('\n').filter((line) => line.startsWith('- '));
    const untold = [...list].filter(
      ([id, reason]) => !told.some((line) => line.includes(id) && line.endsWith(`: ${reason}`)),
    );
    expect(untold).toEqual([]);
    expect(told).toHaveLength(new Set(list.values()).size);
  });
});
