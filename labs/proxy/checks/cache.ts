import { type Check, defineCheck, expectThat, fail, handout, rfc } from '../../../harness/index.ts';
import { carries } from '../carries.ts';
import { type CacheFacts, cache } from '../scenarios/cache.ts';
import { answerOf, describeAnswer, evidenceOf } from './answer.ts';
import { expectBody, expectStatus, isConditionalRequest, seen } from './expectations.ts';
import { CACHES, explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';
import { whyNoSecondPage } from './why-no-second-page.ts';

/** A copy that is kept but asked about each time is half of what is wanted. */
const REVALIDATION_CREDIT = 0.5;

export const cacheChecks: readonly Check[] = [
  defineCheck<CacheFacts>({
    id: 'proxy/second-from-cache',
    title: 'The second request for a page is answered from the cache, without the origin',
    kind: 'core',
    level: 'course',
    points: 12,
    sources: [handout('5'), rfc(9111, '4')],
    scenario: cache,
    needs: FORWARDS,
    explanation: explain(
      'Asks twice for a page that says Cache-Control: max-age=600.',
      'The page comes both times, and the origin hears only of the first. Half the points where the origin is asked whether the copy still holds.',
      'This is what the proxy is for: the second visitor does not wait for the network.',
      'Store the answer under the whole URL when it is complete, and look there before connecting.',
    ),
    judge(observation) {
      const second = seen(observation, observation.facts.second, 'a second answer');
      const word = seen(observation, observation.facts.word, 'the page');
      const shownBy = reproduce(observation.facts.first ?? second, second);
      expectThat(carries(second.bytes, word), () => ({
        expected: 'the page, for the second request too',
        actual: describeAnswer(second),
        hint: whyNoSecondPage(second),
        ...shownBy,
        evidence: evidenceOf(second),
      }));
      const [asked] = second.origin;
      if (!asked) return;
      const whole = second.origin.find((entry) => !isConditionalRequest(entry));
      const again = whole ?? asked;
      const isConditional = whole === undefined;
      fail({
        expected: 'no request to the origin for the second one',
        actual: isConditional
          ? 'the origin was asked whether the copy still holds'
          : `the origin was asked again: ${again.method} ${again.target}`,
        hint: isConditional
          ? 'The proxy asks the origin each time. The page may be used for 600 s without asking (Cache-Control: max-age=600): answer from the copy as long as it is fresh.'
          : 'The copy is not found, or not looked for. Look in the cache before you connect, under the very name that you stored it by; see that the folder of the copies exists.',
        ...shownBy,
        evidence: evidenceOf(observation.facts.first, second),
        ...(isConditional && { credit: REVALIDATION_CREDIT }),
      });
    },
  }),
  defineCheck<CacheFacts>({
    id: 'proxy/cached-answer-equal',
    title: 'The answer from the cache is the same as the first: one head, the same status, the same body',
    kind: 'core',
    level: 'must',
    points: 7,
    sources: [handout('5'), rfc(9111, '3')],
    scenario: cache,
    needs: CACHES,
    explanation: explain(
      'Compares the answer from the cache with the first one.',
      'Same status and same bytes of body. Header fields may be added (Age, Via) or reordered.',
      'Nobody must be able to see from a page that it came from a cache.',
      'If the copy has the head in it, do not send another one before it; if it has not, send the stored one.',
    ),
    judge(observation) {
      const first = seen(observation, observation.facts.first, 'a first answer');
      const second = seen(observation, observation.facts.second, 'a second answer');
      const { message } = answerOf(first);
      const about = { isOriginDue: false, shownBy: reproduce(first, second) };
      expectStatus(
        second,
        message.status ?? 200,
        'The copy is sent without its own status line. Store the whole answer, head and body, and send it as it is.',
        about,
      );
      expectBody(
        { fetch: second, body: message.body },
        'The copy differs from the page that it was made of. Store the bytes as they come from the origin, and send them unchanged.',
        about,
      );
    },
  }),
];
