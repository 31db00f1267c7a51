import { expect, it } from 'vitest';
import type { Verdict } from '../schema.ts';
import { conversationOf, scenarioOf } from '../testing/fixture-packets.ts';
import { fixtureResults } from '../testing/fixture-results.ts';
import { ladderRows } from './ladder-rows.ts';
import { markRows } from './mark-rows.ts';

const mail = conversationOf(
  { id: 'smtp-server-1', peer: 'smtp-server', protocol: 'tcp', openedBy: 'program', dialled: '10.9.8.7:465' },
  [
    [1, 'program', 'open'],
    [2, 'peer', 'data', '535 5.7.8 Credentials not accepted\r\n'],
    [3, 'program', 'data', 'MAIL FROM:<ada@example.org>\r\n'],
    [4, 'peer', 'data', '354 Go on\r\n'],
    [5, 'program', 'data', 'From: <ada@example.org>\r\nSubject: a long letter\r\n\r\nHello\r\n.\r\n'],
  ],
);

/** The words of the rows that a failed check with this evidence is on. */
function marked(actual: string, evidence: Verdict['evidence'][number]): string[] {
  const [verdict] = fixtureResults().labRuns.flatMap(({ verdicts }) => verdicts);
  if (!verdict) throw new Error('The fixture has verdicts');
  const file = scenarioOf({ conversations: [mail] });
  const failed: Verdict = { ...verdict, status: 'failed', actual, evidence: [evidence] };
  return [...markRows(ladderRows(file), [failed], file).keys()].map(({ words }) => words);
}

it('marks the event that the evidence names', () => {
  const evidence = { kind: 'conversation', id: 'smtp-server-1', event: 1 } as const;
  expect(marked('it went on', evidence)).toEqual(['535 5.7.8 Credentials not accepted']);
});

it('of a whole conversation marks what the verdict quotes of the program, else the longest it said', () => {
  const evidence = { kind: 'conversation', id: 'smtp-server-1' } as const;
  expect(marked('it went on with "MAIL FROM:<ada@example.org>\\r\\n"', evidence)).toEqual([
    'MAIL FROM:<ada@example.org>',
  ]);
  expect(marked('no Date field', evidence)).toEqual(['From: <ada@example.org>']);
});

it('marks nothing for a conversation that is not there', () => {
  expect(marked('x', { kind: 'conversation', id: 'elsewhere' })).toEqual([]);
});
