import { type Check, defineCheck, expectThat, handout, rfc } from '../../../harness/index.ts';
import { type ExtrasFacts, extras } from '../scenarios/extras.ts';
import { answerOf, describeAnswer, evidenceOf } from './answer.ts';
import { expectAsked, expectBody, seen } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';

const common = { kind: 'extension', scenario: extras, needs: FORWARDS } as const;

export const extrasChecks: readonly Check[] = [
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/other-port',
    title: 'An origin on another port than 80 is reached',
    level: 'must',
    points: 3,
    sources: [handout('9'), rfc(9110, '4.2.1')],
    explanation: explain(
      'Asks for a page of www.something.com:8080.',
      'The page comes from port 8080.',
      'Development servers and many services listen elsewhere.',
      'Split host and port at the colon; 80 is only the default.',
    ),
    judge(observation) {
      const relayed = seen(observation, observation.facts.otherPort, 'the page from port 8080');
      expectThat(relayed.fetch.origin.length > 0, () => ({
        expected: 'a request at port 8080 of the origin',
        actual: `none; the answer was ${describeAnswer(relayed.fetch)}`,
        hint: 'The port of the URL is passed over. Split host and port at the colon, and connect to that port; 80 is only the default.',
        ...reproduce(relayed.fetch),
        evidence: evidenceOf(relayed.fetch),
      }));
      expectBody(relayed);
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/post',
    title: 'A POST reaches the origin with its body, and the answer comes back',
    level: 'must',
    points: 4,
    sources: [handout('10'), rfc(9112, '6')],
    explanation: explain(
      'Posts 900 bytes.',
      'The origin gets POST and the same bytes; the browser gets its answer.',
      'Every form and every login is a POST.',
      'Read Content-Length bytes after the empty line of the request, and send them on.',
    ),
    judge(observation) {
      const { fetch, body } = seen(observation, observation.facts.post, 'an answer to the POST');
      const posted = seen(observation, observation.facts.posted, 'what was posted');
      const request = fetch.origin.find(({ method }) => method === 'POST');
      expectThat(request !== undefined && Buffer.compare(request.body, posted) === 0, () => ({
        expected: `POST with the ${posted.length} bytes of its body at the origin`,
        actual: request
          ? `POST with ${request.body.length} bytes`
          : `no POST; ${fetch.origin[0]?.method ?? 'nothing'} came`,
        hint: 'The origin got the request without its body. Read Content-Length bytes after the empty line, and send them after the head, with that field.',
        ...reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
      expectBody({ fetch, body });
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/post-not-cached',
    title: 'A second POST reaches the origin too',
    level: 'must',
    points: 2,
    sources: [handout('10'), rfc(9111, '3')],
    needs: ['proxy/forwards', 'proxy/post'],
    explanation: explain(
      'Posts the same to the same URL again.',
      'The origin gets it a second time.',
      'A POST does something: an order that the cache answers was never placed.',
      'Look in the cache for GET only.',
    ),
    judge(observation) {
      const again = seen(observation, observation.facts.postAgain, 'an answer to the second POST');
      expectAsked(
        again,
        {
          expected: 'a second POST at the origin',
          hint: 'The second POST was answered from the cache. Store only answers to GET, and look for a copy only then.',
        },
        reproduce(again, again),
      );
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/chunked',
    title: 'An answer in chunks comes through',
    level: 'must',
    points: 3,
    sources: [handout('17'), rfc(9112, '7.1')],
    explanation: explain(
      'The origin sends 1,000 bytes with Transfer-Encoding: chunked.',
      'The same bytes, in chunks or with a length or until the connection closes, but as the head says.',
      'Most pages that a program makes are sent this way.',
      'Pass head and body on together as they are, or undo the chunks and drop Transfer-Encoding.',
    ),
    judge(observation) {
      const relayed = seen(observation, observation.facts.chunked, 'the page');
      expectBody(
        relayed,
        'What the head says about the end of the body must be true of the bytes that follow.',
      );
      expectThat(answerOf(relayed.fetch).message.isComplete, () => ({
        expected: 'an answer that is complete by its own head',
        actual: describeAnswer(relayed.fetch),
        hint: 'The chunks do not come through whole. Relay them as they are, with their sizes, or take them apart and send a Content-Length; the last chunk has the size 0 and an empty line after it.',
        ...reproduce(relayed.fetch),
        evidence: evidenceOf(relayed.fetch),
      }));
    },
  }),
];
