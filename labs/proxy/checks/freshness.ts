import {
  type Check,
  defineCheck,
  type Explanation,
  expectThat,
  handout,
  rfc,
  type Source,
} from '../../../harness/index.ts';
import { ETAG, type FreshnessFacts, freshness } from '../scenarios/freshness.ts';
import { describeAnswer, evidenceOf, reproduce } from './answer.ts';
import {
  answeredField,
  expectAsked,
  expectBody,
  expectContains,
  expectStatus,
  seen,
  sentField,
} from './expectations.ts';
import { CACHES, explain, FORWARDS } from './explain.ts';

type Story = Exclude<keyof FreshnessFacts, 'changed' | 'vary'>;

/** A rule by which the origin must be asked a second time. */
function askedAgain(
  id: string,
  title: string,
  points: number,
  fact: Story,
  sources: readonly Source[],
  explanation: Explanation,
): Check {
  return defineCheck<FreshnessFacts>({
    id: `proxy/${id}`,
    title,
    kind: 'extension',
    level: 'must',
    points,
    sources,
    scenario: freshness,
    needs: CACHES,
    explanation,
    judge(observation) {
      const { second } = seen(observation, observation.facts[fact], 'a second answer');
      expectAsked(second, { expected: 'the origin is asked again', hint: explanation.mistake });
    },
  });
}

/** The second time the origin is asked whether the copy still holds, says that it does, and the page comes. */
function revalidates(
  id: string,
  title: string,
  fact: 'etag' | 'lastModified',
  field: 'if-none-match' | 'if-modified-since',
  sources: readonly Source[],
): Check {
  const shown = field === 'if-none-match' ? `If-None-Match: ${ETAG}` : 'If-Modified-Since and the date';
  return defineCheck<FreshnessFacts>({
    id: `proxy/${id}`,
    title,
    kind: 'extension',
    level: 'should',
    points: 3,
    sources,
    scenario: freshness,
    needs: FORWARDS,
    explanation: explain(
      `Asks twice for a page that must be asked after each time (no-cache) and has ${fact === 'etag' ? 'an ETag' : 'a Last-Modified date'}.`,
      `The second request to the origin has ${shown}; on the 304 the browser gets the page with status 200.`,
      'A few bytes tell that nothing has changed, instead of the whole page again.',
      'A 304 has no body: answer with the stored copy.',
    ),
    judge(observation) {
      const { second, body } = seen(observation, observation.facts[fact], 'a second answer');
      const asked = second.origin
        .map((entry) => sentField(entry, field))
        .find((value) => value !== undefined);
      expectThat(asked !== undefined, () => ({
        expected: `a request to the origin with ${shown}`,
        actual: second.origin.length === 0 ? 'the origin was not asked' : 'a request without a condition',
        hint: `The origin is asked for the whole page again. Store the ${fact === 'etag' ? 'ETag' : 'Last-Modified'} with the copy and send it in ${field}.`,
        reproduce: `${reproduce(second)}   # twice`,
        evidence: evidenceOf(second),
      }));
      expectStatus(second, 200, 'The browser asked without a condition: answer 200 with the copy.');
      expectContains({ fetch: second, body }, 'On 304 send the stored copy.');
    },
  });
}

export const freshnessChecks: readonly Check[] = [
  askedAgain(
    'no-store',
    'What must not be stored is not stored',
    3,
    'noStore',
    [handout('12'), rfc(9111, '5.2.2.5')],
    explain(
      'Asks twice for a page with Cache-Control: no-store.',
      'The origin gets both requests.',
      'Bank statements are marked so.',
      'Look at Cache-Control before you write the copy, and leave it if no-store is there.',
    ),
  ),
  askedAgain(
    'private',
    'What is for one user alone is not given to another',
    2,
    'private',
    [handout('12'), rfc(9111, '5.2.2.7')],
    explain(
      'Asks twice for a page with Cache-Control: private.',
      'The origin gets both requests.',
      "A proxy has many users; one must not get another's page.",
      'Treat private like no-store: it is for the cache of a browser.',
    ),
  ),
  askedAgain(
    'max-age-ends',
    'A copy is not used beyond its max-age',
    3,
    'expired',
    [handout('12'), rfc(9111, '4.2')],
    explain(
      'Asks again for a page with max-age=1 after more than two seconds.',
      'The origin is asked again, with or without a condition.',
      'max-age is how long the origin stands by its answer.',
      'Store the time with the copy and compare it with max-age on each use.',
    ),
  ),
  defineCheck<FreshnessFacts>({
    id: 'proxy/age',
    title: 'An answer from the cache says how old it is',
    kind: 'extension',
    level: 'must',
    points: 1,
    sources: [handout('12'), rfc(9111, '5.1')],
    scenario: freshness,
    needs: CACHES,
    explanation: explain(
      'Asks again after more than two seconds for a page that may be kept.',
      'Age: 2, or a few seconds more on a slow machine.',
      'The next cache on the way reckons with it.',
      'Age is now minus the time at which the copy came, in whole seconds.',
    ),
    judge(observation) {
      const { second } = seen(observation, observation.facts.aged, 'a second answer');
      const age = answeredField(second, 'age');
      expectThat(age !== undefined && /^\d+$/.test(age) && Number(age) >= 2 && Number(age) <= 60, () => ({
        expected: 'Age: 2 or a little more',
        actual: age === undefined ? 'no Age field' : `Age: ${age}`,
        hint: 'The browser cannot tell how old the copy is. Add the line "Age: " with the seconds since the copy came.',
        reproduce: reproduce(second),
        evidence: evidenceOf(second),
      }));
    },
  }),
  revalidates('revalidates-etag', 'A stale copy is asked after by its ETag', 'etag', 'if-none-match', [
    handout('13'),
    rfc(9111, '4.3.1'),
    rfc(9110, '13.1.2'),
  ]),
  revalidates(
    'revalidates-last-modified',
    'A stale copy is asked after by its Last-Modified',
    'lastModified',
    'if-modified-since',
    [handout('13'), rfc(9111, '4.3.1'), rfc(9110, '13.1.3')],
  ),
  defineCheck<FreshnessFacts>({
    id: 'proxy/changed-page',
    title: 'When the page has changed, the new one is served',
    kind: 'extension',
    level: 'must',
    points: 2,
    sources: [handout('13'), rfc(9111, '4.3.3')],
    scenario: freshness,
    needs: CACHES,
    explanation: explain(
      'The origin has another version when it is asked whether the copy still holds.',
      'The new version reaches the browser.',
      'Old news are the oldest complaint about caches.',
      'Any answer but 304 replaces the copy.',
    ),
    judge(observation) {
      const { second, newBody } = seen(observation, observation.facts.changed, 'a second answer');
      expectContains({ fetch: second, body: newBody }, 'Any answer but 304 replaces the copy.');
    },
  }),
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
      const { second, newBody } = seen(observation, observation.facts.vary, 'a second answer');
      expectThat(second.origin.length > 0, () => ({
        expected: 'the origin is asked for the German page',
        actual: `the English copy was used; ${describeAnswer(second)}`,
        hint: 'A copy for other request fields was sent. Store the fields that Vary names with the copy, and use it only when they are the same.',
        reproduce: reproduce(second).replace('curl -v', "curl -v -H 'Accept-Language: de'"),
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
