import { type Check, defineCheck, expectThat, handout, rfc } from '../../../harness/index.ts';
import type { Fetch } from '../scenarios/fetch.ts';
import { MALFORMED, type MalformedFacts, malformed } from '../scenarios/malformed.ts';
import { type UnreachableFacts, unreachable } from '../scenarios/unreachable.ts';
import { answerOf, describeAnswer, evidenceOf } from './answer.ts';
import { expectError, expectSurvived, seen } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { askedOf, DEAD_HOST, reproduce } from './reproduce.ts';

function unreachableChecks(
  word: 'unknown-host' | 'dead-origin',
  what: string,
  points: { readonly answered: number; readonly survived: number },
): Check[] {
  const isUnknown = word === 'unknown-host';
  const common = { kind: 'core', scenario: unreachable, needs: FORWARDS } as const;
  const troubleOf = (fetch: Fetch) => (isUnknown ? fetch : askedOf(DEAD_HOST, fetch));
  return [
    defineCheck<UnreachableFacts>({
      ...common,
      id: `proxy/${word}-answered`,
      title: `For ${what} the browser gets an error answer`,
      level: 'must',
      points: points.answered,
      sources: [handout('7'), rfc(9110, '15.6.3')],
      explanation: explain(
        `Asks for a page of ${what}.`,
        'Any status from 400 on, within five seconds; 502 Bad Gateway says it best.',
        'An empty answer, or none, leaves the user with a browser that waits.',
        'Catch the error of the look-up and of connect(), and send a status line with a short page.',
      ),
      judge(observation) {
        const { facts } = observation;
        const fetch = seen(observation, isUnknown ? facts.unknownHost : facts.deadOrigin, 'an answer');
        expectError(
          fetch,
          'an error answer, such as 502 Bad Gateway',
          'The browser is left without an error page. Catch the exception of gethostbyname() or connect(), and send "HTTP/1.1 502 Bad Gateway" with a short page.',
          reproduce(troubleOf(fetch)),
        );
      },
    }),
    defineCheck<UnreachableFacts>({
      ...common,
      id: `proxy/survives-${word}`,
      title: `The proxy lives on after a request for ${what}`,
      level: 'course',
      points: points.survived,
      sources: [handout('7')],
      explanation: explain(
        `Asks for a page of ${what}, and right after it for one that exists.`,
        'The second page comes.',
        "One user's typing error must not end the proxy for all.",
        'An exception that nobody catches ends the program.',
      ),
      judge(observation) {
        const { facts } = observation;
        const after = isUnknown ? facts.afterUnknownHost : facts.afterDeadOrigin;
        const found = seen(observation, after, 'an answer to the next request');
        const trouble = seen(observation, isUnknown ? facts.unknownHost : facts.deadOrigin, 'an answer');
        expectSurvived(observation, found, facts.word ?? '', { what, steps: [troubleOf(trouble)] });
      },
    }),
  ];
}

/** PORT is the proxy's. */
const SEND_MALFORMED = `printf '${MALFORMED}\\r\\n\\r\\n' | nc -w 5 localhost PORT`;

export const errorChecks: readonly Check[] = [
  ...unreachableChecks('unknown-host', 'a host that does not exist', { answered: 3, survived: 3 }),
  ...unreachableChecks('dead-origin', 'a host where nothing listens', { answered: 2, survived: 1 }),
  defineCheck<MalformedFacts>({
    id: 'proxy/malformed-answered',
    title: 'A malformed request is answered with 400, or with the words Illegal request',
    kind: 'core',
    level: 'should',
    points: 2,
    sources: [handout('8'), rfc(9112, '3')],
    scenario: malformed,
    explanation: explain(
      `Sends "${MALFORMED}" and an empty line.`,
      'Status 400, or the words Illegal request. Another error status earns half.',
      'Whoever sent it can then see that it is not the network that is broken.',
      'Check that the first line has three words before you use the second.',
    ),
    judge(observation) {
      const fetch = seen(observation, observation.facts.malformed, 'an answer');
      const { status = 0 } = answerOf(fetch).message;
      const says = /illegal request/i.test(Buffer.from(fetch.bytes).toString('latin1'));
      expectThat(status === 400 || says, () => ({
        expected: '400 Bad Request, or the words Illegal request',
        actual: describeAnswer(fetch),
        hint: 'The request line was used before it was looked at. When it is not three words, METHOD TARGET VERSION, answer "HTTP/1.1 400 Bad Request" and close.',
        reproduce: SEND_MALFORMED.replace('PORT', String(fetch.port)),
        evidence: evidenceOf(fetch),
        ...(status > 400 && { credit: 0.5 }),
      }));
    },
  }),
  defineCheck<MalformedFacts>({
    id: 'proxy/survives-malformed',
    title: 'The proxy lives on after a malformed request',
    kind: 'core',
    level: 'course',
    points: 2,
    sources: [handout('8')],
    scenario: malformed,
    needs: FORWARDS,
    explanation: explain(
      `Sends "${MALFORMED}", and right after it asks for a page.`,
      'The page comes.',
      'Anybody can send anything to a port that listens.',
      'message.split()[1] of a line with one word raises an error: catch it.',
    ),
    judge(observation) {
      const after = seen(observation, observation.facts.after, 'an answer to the next request');
      expectSurvived(observation, after, observation.facts.word ?? '', {
        what: 'a malformed request',
        steps: [SEND_MALFORMED],
      });
    },
  }),
];
