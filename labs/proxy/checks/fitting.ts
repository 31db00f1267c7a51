import { type Check, defineCheck, expectThat, handout, rfc } from '../../../harness/index.ts';
import { type FreshnessFacts, freshness } from '../scenarios/freshness.ts';
import { describeAnswer, evidenceOf } from './answer.ts';
import { askedAgain, stepsOf } from './asked-again.ts';
import { expectBody, seen } from './expectations.ts';
import { CACHES, explain } from './explain.ts';
import { reproduce } from './reproduce.ts';

/** Whether a copy is an answer to this request at all, however fresh it is. */
export const fittingChecks: readonly Check[] = [
  defineCheck<FreshnessFacts>({
    id: 'proxy/vary',
    title: 'A copy is not used where Vary says that the answer would be another',
    kind: 'extension',
    level: 'must',
    points: 2,
    sources: [handout('14'), rfc(9111, '4.1')],
    scenario: freshness,
    needs: CACHES,
    explanation: explain(
      'Asks in English, then in German, for a page with Vary: Accept-Language.',
      'The second answer is the German page.',
      'One URL can have many pages: by language, by compression.',
      'Store the fields that Vary names with the copy, and compare them; or do not store such pages.',
    ),
    judge(observation) {
      const twice = seen(observation, observation.facts.vary, 'a second answer');
      const { second, newBody } = twice;
      expectThat(second.origin.length > 0, () => ({
        expected: 'the origin is asked for the German page',
        actual: `the English copy was used; ${describeAnswer(second)}`,
        hint: 'A copy for other request fields was sent. Store the fields that Vary names with the copy, and use it only when they are the same.',
        ...reproduce(...stepsOf(twice)),
        evidence: evidenceOf(second),
      }));
      expectBody({ fetch: second, body: newBody });
    },
  }),
  askedAgain(
    'authorization',
    'A page fetched with a password is not given to others',
    2,
    'authorized',
    [handout('14'), rfc(9111, '3.5')],
    explain(
      'Fetches a page with an Authorization field, then without.',
      'The origin gets both requests.',
      'Else the cache opens what the password closes.',
      'Do not store the answer to a request with Authorization, unless it says public, s-maxage or must-revalidate.',
    ),
  ),
  askedAgain(
    'post-invalidates',
    'A POST to a URL makes its copy invalid',
    2,
    'afterPost',
    [handout('14'), rfc(9111, '4.4')],
    explain(
      'Fetches a page, posts to its URL, and fetches it again.',
      'The origin gets all three requests.',
      'What was posted has changed the page, and who posted it wants to see that.',
      'When an unsafe request succeeds, delete the copy of its URL.',
    ),
  ),
];
