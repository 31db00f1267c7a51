import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Roster } from './find-person.ts';
import { readRoster } from './read-roster.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'roster-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(text: string | Uint8Array) {
  const file = path.join(folder, 'roster.csv');
  await writeFile(file, text);
  return readRoster(file);
}

it.each([
  [
    'Canvas',
    'Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (7)\n    Points Possible,,,,,100\n"Lovelace, Ada",101,S1,ada,A,50\n"Student, Test",9,,x,A,\n',
    [{ student: 'ada', name: 'Lovelace, Ada', id: '101', sisId: 'S1', login: 'ada', section: 'A' }],
  ],
  [
    'Moodle',
    '\uFEFFVorname;First name;Last name;ID number;Email address\nx;Ada;Lovelace;S1;ada@uni.example\n',
    [{ student: 'ada', name: 'Ada Lovelace', sisId: 'S1', email: 'ada@uni.example' }],
  ],
  [
    'Gradescope',
    'First Name,Last Name,SID,Email,Role,Section\nAda,Lovelace,S1,ada@uni.example,Student,A\nTea,Cher,,t@uni.example,Instructor,\n',
    [{ student: 'ada', name: 'Ada Lovelace', sisId: 'S1', email: 'ada@uni.example', section: 'A' }],
  ],
  [
    'GitHub Classroom',
    'identifier,github_username,github_id,name\nada@x,ada-l,12,Ada\n',
    [{ student: 'ada-l', login: 'ada-l', id: 'ada@x', name: 'Ada' }],
  ],
  [
    'names alone, with tabs',
    'Name\tGroup\nAda Lovelace\tA\n',
    [{ student: 'Ada Lovelace', name: 'Ada Lovelace', section: 'A' }],
  ],
])('a roster of %s', async (_, text, people) => {
  expect(await read(text)).toEqual(people);
});

it.each([
  ['color,size\nred,1\n', /roster\.csv:1: No column of the roster.*usual ones are name, login/],
  ['login\nada\nben\nada\n', /roster\.csv:4: ada stands on line 2 already\./],
  ['login\n"ada\n', /roster\.csv:\d: The roster is no CSV file/],
])('%j is told with its line', async (text, words) => {
  await expect(read(text)).rejects.toThrow(words);
});

it('finds a person by id, mail, login or name, however it is written; never one of two', () => {
  const roster = new Roster([
    { student: 'ada', name: 'Lovelace, Ada', email: 'a.lovelace@uni.example', id: '101' },
    { student: 'jo1', name: 'José María García' },
    { student: 'li1', name: 'Li Wei' },
    { student: 'li2', name: 'Wei Li' },
  ]);
  const found = (label: string, more = {}) => {
    const result = roster.find({ label, ...more });
    return result.kind === 'person' ? result.person.student : result.kind;
  };
  expect(
    ['ADA', 'lovelaceada', 'Ada Lovelace', 'a.lovelace', 'a.lovelace@uni.example'].map((label) =>
      found(label),
    ),
  ).toEqual(new Array(5).fill('ada'));
  expect(found('xyz', { id: '101' })).toBe('ada');
  expect(found('garciajosemaria')).toBe('jo1');
  expect(found('Jose Maria Garcia')).toBe('jo1');
  expect(found('weili')).toBe('several');
  expect(found('nobody')).toBe('nobody');
});
