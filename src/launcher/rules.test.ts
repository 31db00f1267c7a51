import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rule } from './question.ts';
import {
  fileToRead,
  folder,
  folderToKeep,
  host,
  hosts,
  mailAddress,
  mailAddresses,
  numberBetween,
  optional,
  portToListenOn,
  portToReach,
  wholeNumber,
} from './rules.ts';

let place: string;
beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'rules-'));
  await writeFile(path.join(place, 'file'), '');
});
afterAll(() => rm(place, { recursive: true, force: true }));

const share = numberBetween('The share', 0, 1);
const count = wholeNumber('It', 1, 10);

test.each<[string, Rule, string[], string[]]>([
  ['portToListenOn', portToListenOn, ['0', '80', '65535'], ['', '65536', '-1', '80.5', '0x50', 'http']],
  ['portToReach', portToReach, ['1', '65535'], ['0', '65536']],
  ['wholeNumber', count, ['1', '10'], ['0', '11', '1e0', '']],
  ['numberBetween', share, ['0', '1', '0.4', '.4', '1.0'], ['1.1', '-0.1', '4/11', '40 %', '1e-1', '']],
  ['host', host, ['localhost', '::1', '127.0.0.1', 'bücher.example'], ['', 'two words', '-rf']],
  ['hosts', hosts, ['localhost', 'a.example  b.example'], ['', 'a.example -c']],
  ['optional', optional(host), ['', 'localhost'], ['two words']],
  [
    'mailAddress',
    mailAddress,
    ['ada@example.org', 'å@[::1]'],
    ['', 'ada', '@example.org', 'a@b c', 'a@b,c@d'],
  ],
  [
    'mailAddresses',
    mailAddresses,
    ['a@example.org', 'a@example.org, b@example.org'],
    ['', 'a@example.org,', 'b'],
  ],
])('%s', async (_name, rule, right, wrong) => {
  for (const answer of right) expect([answer, await rule(answer)]).toEqual([answer, undefined]);
  for (const answer of wrong)
    expect([answer, await rule(answer)]).toEqual([answer, expect.stringMatching(/\.$/)]);
});

test('folders and files', async () => {
  const file = path.join(place, 'file');
  const missing = path.join(place, 'missing');
  expect(await folder(place)).toBeUndefined();
  expect(await folder(file)).toBe(`"${file}" is a file, not a folder.`);
  expect(await folder(missing)).toBe(`There is no folder "${missing}".`);
  expect(await folderToKeep(place)).toBeUndefined();
  expect(await folderToKeep(missing)).toBeUndefined();
  expect(await folderToKeep(file)).toBe(`"${file}" is a file: a folder cannot have its name.`);
  expect(await fileToRead(file)).toBeUndefined();
  expect(await fileToRead(place)).toBe(`"${place}" is a folder, not a file.`);
  expect(await fileToRead(missing)).toBe(`There is no file "${missing}".`);
});
