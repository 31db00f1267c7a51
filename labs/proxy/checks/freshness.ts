import { type Check, defineCheck, expectThat, handout, rfc } from '../../../harness/index.ts';
import { type FreshnessFacts, freshness } from '../scenarios/freshness.ts';
import { evidenceOf } from './answer.ts';
import { askedAgain, PAUSE, stepsOf } from './asked-again.ts';
import { answeredField, seen } from './expectations.ts';
import { CACHES, explain } from './explain.ts';
import { reproduce } from './reproduce.ts';

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
      const twice = seen(observation, observation.facts.aged, 'a second answer');
      const { second } = twice;
      const age = answeredField(second, 'age');
      expectThat(age !== undefined && /^\d+$/.test(age) && Number(age) >= 2 && Number(age) <= 60, () => ({
        expected: 'Age: 2 or a little more',
        actual: age === undefined ? 'no Age field' : `Age: ${age}`,
        hint: 'The browser cannot tell how old the copy is. Add the line "Age: " with the seconds since the copy came.',
        ...reproduce(...stepsOf(twice, PAUSE)),
        evidence: evidenceOf(second),
      }));
    },
  }),
];
