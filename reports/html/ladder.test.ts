import { expect, it } from 'vitest';
import { drawLadder } from '../picture/draw-ladder.ts';
import type { Verdict } from '../schema.ts';
import { conversationOf, scenarioOf } from '../testing/fixture-packets.ts';
import { fixtureProxyScenario } from '../testing/fixture-proxy.ts';
import { fixtureResults, hostileText } from '../testing/fixture-results.ts';
import { tagsOf } from '../testing/tags.ts';
import { charts } from './charts.ts';
import { ladder } from './ladder.ts';

function failedCheck(evidence: Verdict['evidence']): Verdict {
  const verdict = fixtureResults().labRuns.flatMap(({ verdicts }) => verdicts)[0];
  if (!verdict) throw new Error('The fixture has verdicts');
  return { ...verdict, status: 'failed', evidence };
}

it('flags the row where a check failed, with a link to the check and one back', () => {
  const failed = [
    failedCheck([{ kind: 'conversation', id: 'origin-1', event: 2 }]),
    { ...failedCheck([]), check: 'proxy/elsewhere' },
  ];
  const drawing = drawLadder(fixtureProxyScenario('cache'), failed);
  const page = ladder({ scenario: 'cache', title: 'Cache', drawing, failed }).toString();
  const links = tagsOf(page).filter(({ name }) => name === 'a');
  const [flag, , back] = links.map(({ attributes }) => attributes.href ?? '');
  expect(flag).toMatch(/^#check-/);
  expect(page).toContain(`id="${back?.slice(1)}"`);
  expect(page).toContain('about the story as a whole');
  expect(page.match(/class="row message marked"/g)).toHaveLength(1);
});

it('names the hosts, and says each row in words too', () => {
  const drawing = drawLadder(fixtureProxyScenario('cache'), []);
  const page = ladder({ scenario: 'cache', title: 'Cache', drawing, failed: [] }).toString();
  for (const words of ['Our browser', 'Your program', 'Origin server', '198.18.0.9'])
    expect(page).toContain(words);
  const asText = page.slice(page.indexOf('The same as text'));
  expect(asText).toContain('Your program to Origin server: GET /page.html HTTP/1.1');
  expect(asText).toContain('refused with RST');
});

it('shows which requests reached the origin', () => {
  const file = fixtureProxyScenario('cache');
  const page = charts('cache', file, drawLadder(file, []).rows).toString();
  expect(page).toContain('3 requests: 1 reached the origin, 1 answered from the cache');
  expect(page).toContain('● cache');
  expect(page).toContain('no answer');
});

it('shows hostile words as text', () => {
  const conversation = conversationOf(
    { id: hostileText, peer: 'http-client', protocol: 'tcp', openedBy: 'peer', dialled: hostileText },
    [
      [1, 'peer', 'open'],
      [2, 'program', 'data', hostileText],
      [3, 'program', 'note', hostileText],
    ],
  );
  const file = scenarioOf({ conversations: [conversation] });
  const page = ladder({ scenario: 's', title: hostileText, drawing: drawLadder(file, []), failed: [] });
  const names = new Set(tagsOf(page.toString()).map(({ name }) => name));
  expect(names.has('script')).toBe(false);
  expect(names.has('img')).toBe(false);
  expect(page.toString()).not.toMatch(/[\0-\x08\x1b\u202e]/);
});
