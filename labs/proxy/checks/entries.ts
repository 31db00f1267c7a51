import { type Check, defineCheck, expectThat, handout, rfc, type Source } from '../../../harness/index.ts';
import { type EntriesFacts, entries } from '../scenarios/entries.ts';
import type { Relayed } from '../scenarios/relays.ts';
import { answerOf, describeAnswer, evidenceOf, shownField } from './answer.ts';
import { answeredField, expectBody, expectContains, seen } from './expectations.ts';
import { CACHES, explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';
import { whyAnotherPage } from './why-another-page.ts';

const common = { kind: 'robust', points: 0, scenario: entries } as const;

function keyCheck(
  id: string,
  title: string,
  fact: 'queries' | 'hosts' | 'paths',
  example: string,
  sources: readonly Source[],
): Check {
  return defineCheck<EntriesFacts>({
    ...common,
    id: `proxy/${id}`,
    title,
    level: 'must',
    sources,
    needs: [...CACHES, 'proxy/origin-path', 'proxy/origin-host'],
    explanation: explain(
      `Fetches ${example}, one after the other.`,
      'Each comes with its own body.',
      'A cache that confuses two pages shows one user what another asked for.',
      'Make the name of the copy from the whole URL, best by a hash of it: replacing characters makes different URLs equal.',
    ),
    judge(observation) {
      const pages = seen(observation, observation.facts[fact], 'all the pages');
      for (const page of pages) expectOwnBody(page, pages);
    },
  });
}

function expectOwnBody({ fetch, body }: Relayed, all: readonly Relayed[]): void {
  const came = Buffer.from(fetch.bytes);
  const other = all.find((each) => each.body !== body && came.includes(Buffer.from(each.body)));
  expectThat(other === undefined, () => ({
    expected: `the page of ${fetch.asked.host}${fetch.asked.path}`,
    actual: `the page of ${other?.fetch.asked.host}${other?.fetch.asked.path}`,
    hint: whyAnotherPage(fetch),
    ...reproduce(...(other ? [other.fetch] : []), fetch),
    evidence: evidenceOf(fetch),
  }));
  expectContains(
    { fetch, body },
    fetch.origin.length > 0
      ? whyAnotherPage(fetch)
      : 'Another page, or none, came for this URL. Make the name of the copy from the whole URL, with host, port and query.',
  );
}

export const entriesChecks: readonly Check[] = [
  keyCheck(
    'key-query',
    'URLs with different queries are different pages',
    'queries',
    '/find?q=1, /find?q=2 and /find',
    [handout('21'), rfc(9111, '2')],
  ),
  keyCheck('key-host', 'The same path on two hosts is two pages', 'hosts', '/same.html of two hosts', [
    handout('21'),
    rfc(9111, '2'),
  ]),
  keyCheck(
    'key-path',
    'Paths that look alike are different pages',
    'paths',
    '/a/b.html, /a_b.html, /a-b.html and /../a/b.html',
    [handout('21'), rfc(9111, '2')],
  ),
  defineCheck<EntriesFacts>({
    ...common,
    id: 'proxy/gzip-untouched',
    title: 'A compressed body comes through as it is, also from the cache',
    level: 'must',
    sources: [handout('22'), rfc(9110, '8.4')],
    needs: FORWARDS,
    explanation: explain(
      'Fetches a page with Content-Encoding: gzip, twice.',
      'The same bytes and the same field, both times.',
      'Most text of the web is sent compressed.',
      'A compressed body is bytes like any other, and its Content-Encoding belongs to it.',
    ),
    judge(observation) {
      const { fetch, body } = seen(observation, observation.facts.gzip, 'the compressed page');
      const again = seen(observation, observation.facts.gzipAgain, 'the compressed page again');
      for (const each of [fetch, again]) {
        expectBody(
          { fetch: each, body },
          'The packed body was changed on its way. Pass on the bytes as they come, and decode nothing.',
        );
        expectThat(answeredField(each, 'content-encoding') === 'gzip', () => ({
          expected: 'Content-Encoding: gzip',
          actual: shownField(answerOf(each).message, 'Content-Encoding'),
          hint: "The body is packed and the field that says so is missing. Relay and store the origin's header fields with the body.",
          ...reproduce(each),
          evidence: evidenceOf(each),
        }));
      }
    },
  }),
  defineCheck<EntriesFacts>({
    ...common,
    id: 'proxy/head-in-segments',
    title: 'A request that arrives in many pieces is understood',
    level: 'must',
    sources: [handout('23'), rfc(9112, '2.2')],
    needs: FORWARDS,
    explanation: explain(
      'Sends a request nine bytes at a time.',
      'The page.',
      'TCP is a stream: a request need not come in one piece.',
      'Read until the empty line before you look at the request.',
    ),
    judge(observation) {
      expectBody(
        seen(observation, observation.facts.headInSegments, 'the page'),
        'The first piece of the request was taken for all of it. Call recv() until the bytes contain an empty line.',
      );
    },
  }),
  defineCheck<EntriesFacts>({
    ...common,
    id: 'proxy/single-flight',
    title: 'Two requests at once for the same page are one request to the origin',
    level: 'should',
    sources: [handout('24'), rfc(9111, '4')],
    needs: CACHES,
    explanation: explain(
      'Two clients ask at once for a page that may be kept and takes 0.6 s.',
      'Both get it, and the origin gets one request.',
      'When a popular page expires, a thousand clients would ask for it at the same moment.',
      'Remember which URLs are being fetched, and let the second request wait for the first.',
    ),
    judge(observation) {
      const together = seen(observation, observation.facts.together, 'both answers');
      const body = seen(observation, observation.facts.togetherBody, 'the page');
      for (const fetch of together)
        expectContains(
          { fetch, body },
          'One of two clients at once got no page. Each must get it, whichever of them waits for the copy of the other.',
        );
      const requests = observation.facts.togetherRequests ?? 0;
      expectThat(requests <= 1, () => ({
        expected: 'one request to the origin',
        actual: `${requests}, and ${describeAnswer(together[1])}`,
        hint: 'Both requests found no copy and went to the origin. Remember which URLs are being fetched, and let the second request wait for the first.',
        evidence: evidenceOf(...together),
      }));
    },
  }),
  defineCheck<EntriesFacts>({
    ...common,
    id: 'proxy/closes-connections',
    title: 'Connections to origins are closed when they are done with',
    level: 'course',
    sources: [handout('24')],
    needs: FORWARDS,
    isTimed: true,
    explanation: explain(
      'Looks half a second after the answers whether connections that the origin closed are still open on the proxy’s side.',
      'All of them are closed.',
      'Each open one holds a file descriptor; after a thousand the proxy can open no more.',
      'Close the socket to the origin in a finally block (or a with statement).',
    ),
    judge(observation) {
      const settledAtMs = seen(observation, observation.facts.settledAtMs, 'the end of the answers');
      const leaked = observation.transcript.filter(({ peer, events }) => {
        const early = events.filter(({ atMs }) => atMs < settledAtMs);
        const isClosed = early.some(
          ({ from, kind }) => from === 'program' && (kind === 'end' || kind === 'reset'),
        );
        return (
          peer === 'origin' && !isClosed && early.some(({ from, kind }) => from === 'peer' && kind === 'end')
        );
      });
      expectThat(leaked.length === 0, () => ({
        expected: 'every connection that the origin closed is closed by the proxy too',
        actual: `${leaked.length} were left open`,
        hint: 'Sockets to the origin stay open after their answer, until no more can be opened. Close each in a finally block (or a with statement).',
        evidence: leaked.map(({ id }) => ({ kind: 'conversation', id }) as const),
      }));
    },
  }),
];
