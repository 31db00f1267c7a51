import { describe, expect, test } from 'vitest';
import { CheckFailure, type FailureDetails, type Observation } from '../../../harness/index.ts';
import lab from '../lab.ts';
import type { Fetch } from '../scenarios/fetch.ts';
import { expectSurvived } from './expectations.ts';

const silence: Fetch = {
  ...{ form: 'path', asked: { host: 'www.abc.com', path: '/a.html' }, port: 8080, requestLine: '' },
  ...{ bytes: new Uint8Array(), ended: 'timeout', durationMs: 5_000, conversation: 'browser-1' },
  ...{ origin: [], isRunning: true },
};
const observed = (facts: object): Observation => ({
  ...{ facts, programs: [], transcript: [], packets: [], scenario: 'any', durationMs: 1 },
});

/** How a check fails for such facts; undefined where it passes. */
function failureOf(id: string, facts: object): FailureDetails | undefined {
  const check = lab.checks.find((each) => each.id === `proxy/${id}`);
  if (!check) throw new Error(`no check ${id}`);
  try {
    check.judge(observed(facts));
  } catch (error) {
    if (error instanceof CheckFailure) return error.details;
    throw error;
  }
  return undefined;
}

describe('silence where no origin is due is not held against the reading of the request', () => {
  const word = 'nothingelse';
  test.each([
    ['unknown-host-answered', { unknownHost: silence }, /^The browser is left without an error page/],
    ['dead-origin-answered', { deadOrigin: silence }, /^The browser is left without an error page/],
    ['denied-hosts', { deniedHost: silence }, /^The browser is not told that the host is denied/],
    ['second-from-cache', { first: silence, second: silence, word }, /^The second request found a copy/],
    [
      'cached-answer-equal',
      { first: { ...silence, bytes: Buffer.from('HTTP/1.1 200 OK\r\n\r\nx') }, second: silence },
      /^The copy is sent without its own status line/,
    ],
    ['survives-restart', { afterRestart: silence, body: Buffer.from(word) }, /^Read the file back/],
  ] as const)('%s', (id, facts, hint) => {
    expect(failureOf(id, facts)?.hint).toMatch(hint);
  });

  test('a page that has to come from the origin', () => {
    const page = { fetch: silence, body: Buffer.from('page') };
    expect(failureOf('relays-body-bytes', { binary: page })?.hint).toMatch(
      /^Nothing was asked of the origin/,
    );
  });
});

test('a page that comes neither from the origin nor from the copy', () => {
  const entry = { method: 'GET', target: '/a.html', headers: [], conversation: 'origin-2' };
  const second = {
    ...silence,
    bytes: Buffer.from('HTTP/1.1 502 Bad\r\n\r\n'),
    ended: 'end',
    origin: [entry],
  };
  const details = failureOf('second-from-cache', { first: silence, second, word: 'nothingelse' });
  expect(details?.hint).toMatch(/^The origin was asked again, and its page did not come through/);
});

test.each(['hop-by-hop', 'via'])('%s: a proxy that refused the request was not too slow', (id) => {
  const refused = { ...silence, bytes: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), ended: 'end' };
  const details = failureOf(id, { hopByHop: { fetch: refused, body: new Uint8Array() } });
  expect(details?.actual).toBe('none; the answer was HTTP/1.1 400 Bad Request with 0 bytes of body');
  expect(details?.hint).toMatch(/^No request reached the origin\. This one has fields/);
});

test('the trouble comes first in what shows that a program did not survive it', () => {
  const trouble = { what: 'garbage', steps: ['nc -z localhost PORT'], note: 'Wait.' };
  const judge = () => expectSurvived(observed({}), silence, 'word', trouble);
  expect(judge).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({
        reproduce: "nc -z localhost 8080\ncurl -v --path-as-is 'http://localhost:8080/www.abc.com/a.html'",
        reproduceNote: expect.stringMatching(/^Wait\. The name was made up/),
      }),
    }),
  );
});

test.each(['connect', 'survives-restart', 'closes-connections', 'relays-20-mib', 'concurrent-origins'])(
  '%s takes for missing what had not come when a wait of its own was over, and is looked at twice',
  (id) => {
    expect(lab.checks.find((each) => each.id === `proxy/${id}`)?.isTimed).toBe(true);
  },
);
