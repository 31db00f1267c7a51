import { type Check, defineCheck, expectThat, handout, rfc, type Source } from '../../../harness/index.ts';
import { ETAG, type FreshnessFacts, freshness } from '../scenarios/freshness.ts';
import { evidenceOf } from './answer.ts';
import { stepsOf } from './asked-again.ts';
import { expectContains, expectStatus, isConditionalRequest, seen, sentField } from './expectations.ts';
import { CACHES, explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';

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
      const twice = seen(observation, observation.facts[fact], 'a second answer');
      const { second, body } = twice;
      const shownBy = reproduce(...stepsOf(twice));
      const asked = second.origin
        .map((entry) => sentField(entry, field))
        .find((value) => value !== undefined);
      expectThat(asked !== undefined, () => ({
        expected: `a request to the origin with ${shown}`,
        actual: second.origin.length === 0 ? 'the origin was not asked' : 'a request without a condition',
        hint:
          second.origin.length === 0
            ? 'The copy was used without a question, though the page says no-cache. Ask the origin each time whether it still holds.'
            : `The origin is asked for the whole page again. Store the ${fact === 'etag' ? 'ETag' : 'Last-Modified'} with the copy and send it in ${field}.`,
        ...shownBy,
        evidence: evidenceOf(second),
      }));
      const whole = second.origin.find((entry) => !isConditionalRequest(entry));
      expectThat(whole === undefined, () => ({
        expected: 'no other request to the origin than this question',
        actual: `${whole?.method} ${whole?.target} without a condition, too`,
        hint: 'The origin is asked whether the copy holds, and then for the whole page all the same. On its 304 send the stored copy, and ask for nothing more.',
        ...shownBy,
        evidence: evidenceOf(second),
      }));
      expectStatus(second, 200, 'The browser asked without a condition: answer 200 with the copy.', {
        shownBy,
      });
      expectContains({ fetch: second, body }, 'On 304 send the stored copy.', { shownBy });
    },
  });
}

export const validationChecks: readonly Check[] = [
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
];
