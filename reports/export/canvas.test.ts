import { describe, expect, it } from 'vitest';
import { fixtureLabs } from '../testing/fixture-labs.ts';
import { fixtureRun } from '../testing/fixture-results.ts';
import { exportCanvas } from './canvas.ts';
import { cleanRun, failedRun, resultsOf, ungradableRun } from './testing/fixture-exports.ts';

const heading =
  'Student,ID,SIS User ID,SIS Login ID,Section,"Lab 1, warm-up (11)",Caching proxy (4711),Current Score,Final Score';
const posting = ',,,,,Manual Posting,,,';
const points = '    Points Possible,,,,,10,100,(read only),(read only)';
const students = [
  '"Lovelace, Ada",501,s-1,ada,"Networks, A",9,,12.5,12.5',
  '"Hopper, Grace",502,s-2,grace,"Networks, A",,40,,',
  '"Ritchie, Dennis",503,s-3,dennis,"Networks, B",8,77.25,,',
  '"Student, Test",599,,x7f,"Networks, A",,,,',
];
const template = [heading, posting, points, ...students, ''].join('\n');

function fill(
  results: ReturnType<typeof resultsOf>,
  text = template,
  named: readonly (readonly [string, string])[] = [],
) {
  const exported = exportCanvas(results, { template: text, assignments: new Map(named), countsBonus: false });
  return {
    ...exported,
    text: exported.files[0]?.content ?? '',
    lines: exported.files[0]?.content.split('\n') ?? [],
  };
}

describe('the file', () => {
  it('stays the same, byte for byte, but for the cells of who was graded', () => {
    const { lines, leftOut, remarks } = fill(
      resultsOf(cleanRun('501'), failedRun('grace'), ungradableRun('s-3')),
    );
    expect(lines).toEqual([
      heading,
      posting,
      points,
      '"Lovelace, Ada",501,s-1,ada,"Networks, A",9,100,12.5,12.5',
      '"Hopper, Grace",502,s-2,grace,"Networks, A",,55,,',
      ...students.slice(2),
      '',
    ]);
    expect(leftOut).toEqual([
      expect.stringContaining('s-3 (proxy) was not graded: the cell stays as it was'),
    ]);
    expect(remarks).toEqual([]);
  });

  it.each([
    ['semicolons, CRLF and a mark', `\ufeff${template.replaceAll(/,(?! )/g, ';').replaceAll('\n', '\r\n')}`],
    ['quotes around all', template.trimEnd().replaceAll(/(?<=^|,)(?! )[^",\n]*(?=,(?! )|$)/gm, '"$&"')],
    ['quotes in a name', template.replace('"Lovelace, Ada"', '"Lovelace, ""Ada"""')],
    ['no line end at its end', template.trimEnd()],
    ['an empty line', `${template}\n`],
  ])('is kept as it is written: %s', (_what, text) => {
    expect(fill(resultsOf(), text).text.trimEnd()).toBe(text.trimEnd());
    expect(fill(resultsOf(cleanRun('501')), text).text).toMatch(/100/);
  });

  it('gets no line for whom Canvas does not know', () => {
    const { lines, leftOut } = fill(resultsOf(cleanRun('mallory')));
    expect(lines).toHaveLength(template.split('\n').length);
    expect(leftOut).toEqual(["mallory (proxy) is not in Canvas's export, and was left out."]);
  });

  it('keeps what is excused', () => {
    const { text, leftOut } = fill(resultsOf(failedRun('grace')), template.replace(',,40,,', ',,EX,,'));
    expect(text).toContain(',,EX,,');
    expect(leftOut).toEqual([expect.stringContaining('is excused')]);
  });

  it('is scaled to what the assignment is worth in Canvas, and says so', () => {
    const { lines, remarks } = fill(resultsOf(failedRun('grace')), template.replace('10,100,', '10,15,'));
    expect(lines[4]).toContain(',,8.25,,');
    expect(remarks).toEqual(['Caching proxy is worth 15 points in Canvas and 100 here: scores were scaled.']);
  });
});

describe('students', () => {
  it.each([['501'], ['s-1'], ['ada'], ['Lovelace, Ada'], ['Ada Lovelace']])('are found as %s', (student) => {
    expect(fill(resultsOf(cleanRun(student))).lines[3]).toContain(',9,100,');
  });

  it('are found by what the roster says, by id before login before name', () => {
    const found = (person: object) =>
      fill({ ...resultsOf(cleanRun('a1')), roster: [{ student: 'a1', ...person }] }).lines.findIndex(
        (line) => /,100,[\d.]*,[\d.]*$/.test(line) && !line.startsWith(' '),
      );
    expect(found({ id: '501', login: 'grace', name: 'Ritchie, Dennis' })).toBe(3);
    expect(found({ login: 'Grace', name: 'Ritchie, Dennis' })).toBe(4);
    expect(found({ name: 'Dennis Ritchie' })).toBe(5);
  });

  it('are not guessed: one name twice, or two of ours for one line', () => {
    const twice = template.replace('"Hopper, Grace"', '"Lovelace, Ada"');
    expect(fill(resultsOf(cleanRun('Ada Lovelace')), twice).leftOut).toEqual([
      expect.stringContaining('several lines'),
    ]);
    const both = fill(resultsOf(cleanRun('ada'), cleanRun('501')));
    expect(both.text).toBe(template);
    expect(both.leftOut).toHaveLength(2);
  });

  it('are found where first and last name have a column each', () => {
    const split = 'LastName,FirstName,ID,SIS Login ID,Section,Proxy (1)\nLovelace,Ada,501,ada,A,\n';
    expect(fill(resultsOf(cleanRun('Ada Lovelace')), split).text).toBe(split.replace('A,\n', 'A,100\n'));
  });
});

describe('the column', () => {
  const two = template
    .replace('"Lab 1, warm-up (11)"', 'Proxy with cache (11)')
    .replace('Caching proxy (4711)', 'Proxy: report (4711)');

  it('is asked for where several fit, and may be named by heading, title or number', () => {
    expect(() => fill(resultsOf(cleanRun('ada')), two)).toThrow(
      "Several columns may be meant for proxy: Proxy with cache (11), Proxy: report (4711). Say which: --assignment 'proxy=Proxy with cache (11)'",
    );
    for (const name of ['Proxy: report (4711)', 'Proxy: report', '4711'])
      expect(fill(resultsOf(cleanRun('ada')), two, [['proxy', name]]).lines[3]).toContain(',9,100,');
  });

  it.each([
    [
      'is none of a total',
      template.replace('Caching proxy (4711)', 'Proxy Final Score'),
      'No column is called like proxy',
    ],
    [
      'is none that is read only',
      template.replace('10,100,', '10,(read only),'),
      'No column is called like proxy',
    ],
    [
      'lists what there is',
      template.replace('Caching proxy', 'Relay'),
      /There are: Lab 1, warm-up \(11\), Relay \(4711\)\./,
    ],
    ['needs a gradebook of Canvas', 'Name,Score\nAda,3\n', /It is no gradebook as Canvas exports it/],
  ])('%s', (_what, text, message) => {
    expect(() => fill(resultsOf(cleanRun('ada')), text)).toThrow(message);
  });

  it('is not shared by two labs', () => {
    const results = { ...resultsOf(cleanRun('ada')), labs: fixtureLabs().slice(1) };
    const named = [
      ['proxy', '4711'],
      ['udp-pinger', '4711'],
    ] as const;
    expect(() => fill(results, template, named)).toThrow('would both go to Caching proxy (4711)');
  });

  it('may be missing for some labs, which is said', () => {
    const results = { ...fixtureRun([cleanRun('ada')]), labs: fixtureLabs().slice(1) };
    expect(fill(results).leftOut).toEqual([expect.stringContaining('No column is called like udp-pinger')]);
  });
});
