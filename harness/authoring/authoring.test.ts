import { describe, expect, test } from 'vitest';
import { judgeCheck } from '../engine/judge.ts';
import { defineScenario } from '../engine/lab.ts';
import { checksOf } from './checks-of.ts';
import { lastRun } from './last-run.ts';
import { mutantsOf } from './mutants-of.ts';

const texts = {
  greets: {
    title: 'It greets',
    requirement: '2',
    rfc: '5321/4.1.1.1',
    expects: 'Hello.',
    why: 'Manners.',
    mistake: 'Say hello first.',
  },
  smiles: { title: 'It smiles', requirement: '3', expects: 'A smile.', why: 'Joy.', mistake: 'Smile.' },
};
const story = defineScenario<{ said: string }>({
  id: 'meeting',
  title: 'Two meet',
  part: 'client',
  timeoutMs: 1000,
  run: async () => {},
});
const { core, extension } = checksOf('greeter', texts);
const greets = core('greets', 10, story, ({ facts: { said = '' } }, expectThat) =>
  expectThat(said === 'hello', 'hello', said, 0.5),
);
const seen = (said: string) => ({
  kind: 'observed' as const,
  observation: {
    scenario: 'meeting',
    durationMs: 1,
    facts: { said },
    programs: [],
    transcript: [],
    packets: [],
  },
});

describe('checksOf', () => {
  test('makes a check of its texts', () => {
    expect(greets).toMatchObject({
      id: 'greeter/greets',
      title: 'It greets',
      kind: 'core',
      level: 'must',
      points: 10,
      sources: [{ text: 'Handout, requirement 2' }, { text: 'RFC 5321 section 4.1.1.1' }],
      explanation: { does: 'Two meet.', expects: 'Hello.', why: 'Manners.', mistake: 'Say hello first.' },
    });
  });

  test('what no RFC binds is asked by the course alone', () => {
    const smiles = extension('smiles', 5, story, () => {}, 'greets');
    expect(smiles).toMatchObject({ kind: 'extension', level: 'course', needs: ['greeter/greets'] });
    expect(smiles.sources).toHaveLength(1);
  });

  test('a failure has the usual mistake as its hint, and the credit that it was given', () => {
    expect(judgeCheck(greets, seen('hello')).status).toBe('passed');
    expect(judgeCheck(greets, seen('bye'))).toMatchObject({
      status: 'failed',
      expected: 'hello',
      actual: 'bye',
      hint: 'Say hello first.',
    });
    expect(judgeCheck(greets, seen('bye')).points).toBe(5);
  });
});

test('mutantsOf makes one edit of each row, and one program of each folder', () => {
  const rows = [['says-nothing', 'main.ts', 'hello', '', 'greets']] as const;
  expect(mutantsOf('greeter', 'client', rows, { 'python-rude': ['greets', 'smiles'] })).toEqual([
    {
      id: 'says-nothing',
      title: 'Says nothing',
      part: 'client',
      edits: [{ file: 'main.ts', find: 'hello', replace: '' }],
      fails: ['greeter/greets'],
    },
    {
      id: 'python-rude',
      title: 'Python rude',
      part: 'client',
      folder: 'python-rude',
      fails: ['greeter/greets', 'greeter/smiles'],
    },
  ]);
});

test.each([
  ['Traceback (most recent call last):\n  File "a.py"', true],
  ['Error: no\n    at file:///home/student/lab/main.ts:3:4', true],
  ['We meet at 12:30\nno such name', false],
])('lastRun of %j', (said, hasStackTrace) => {
  const output = [
    { atMs: 1, stream: 'stdout' as const, bytes: Buffer.from(`${said}\n192.0.2.1 203.0.113.7`) },
  ];
  const start = { startedAtMs: 0, isUp: true, listening: [], droppedOutputBytes: 0, answers: [] };
  const programs = [
    { ...start, command: 'a.py x', output: [] },
    { ...start, command: 'a.py x 192.0.2.1', output, exit: { atMs: 2, code: 0, isOurDoing: false } },
  ];
  expect(lastRun({ ...seen('').observation, programs })).toMatchObject({
    hasStackTrace,
    hasEnded: true,
    addresses: ['203.0.113.7'],
  });
});
