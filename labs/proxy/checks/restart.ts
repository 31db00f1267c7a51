import { type Check, defineCheck, expectThat, handout } from '../../../harness/index.ts';
import { type RestartFacts, restart } from '../scenarios/restart.ts';
import { describeAnswer, evidenceOf } from './answer.ts';
import { expectContains, seen } from './expectations.ts';
import { CACHES, explain, FORWARDS } from './explain.ts';
import { reproduce, withNote } from './reproduce.ts';

export const restartChecks: readonly Check[] = [
  defineCheck<RestartFacts>({
    id: 'proxy/survives-restart',
    title: 'The cache survives a restart',
    kind: 'extension',
    level: 'course',
    points: 3,
    sources: [handout('11')],
    scenario: restart,
    needs: CACHES,
    isTimed: true,
    explanation: explain(
      'Stops the proxy by SIGINT, starts it again in the same folder, and asks for a page it had.',
      'The page, without a request to the origin.',
      'What is only in memory is lost with every update of the machine.',
      'Write the copies to files, and look for them at the next start.',
    ),
    judge(observation) {
      const fetch = seen(observation, observation.facts.afterRestart, 'an answer after the restart');
      const body = seen(observation, observation.facts.body, 'the page');
      const shownBy = withNote(
        'Between the two, stop the proxy with Ctrl-C and start it again.',
        reproduce(fetch, fetch),
      );
      expectThat(fetch.origin.length === 0, () => ({
        expected: 'no request to the origin after the restart',
        actual: `the origin was asked again; ${describeAnswer(fetch)}`,
        hint: 'The copies are gone after a restart, or under another name. Write them to files whose names follow from the URL alone, and look for the file before you connect.',
        ...shownBy,
        evidence: evidenceOf(fetch),
      }));
      expectContains({ fetch, body }, 'Read the file back as it was written.', {
        isOriginDue: false,
        shownBy,
      });
    },
  }),
  defineCheck<RestartFacts>({
    id: 'proxy/survives-kill',
    title: 'After kill -9 and a new start the answers are still right',
    kind: 'robust',
    level: 'course',
    points: 0,
    sources: [handout('11')],
    scenario: restart,
    needs: FORWARDS,
    explanation: explain(
      'Kills the proxy without warning, starts it again in the same folder, and asks for a page it had.',
      'The page, from the cache or from the origin.',
      'Power cuts leave half-written files.',
      'Write a copy beside its place and rename it when it is complete.',
    ),
    judge(observation) {
      const fetch = seen(observation, observation.facts.afterKill, 'an answer after the kill');
      expectContains(
        { fetch, body: seen(observation, observation.facts.body, 'the page') },
        'Do not rely on what is done at a clean end of the program.',
        {
          shownBy: withNote(
            'Between the two, end the proxy with kill -9 and start it again.',
            reproduce(fetch, fetch),
          ),
        },
      );
    },
  }),
];
