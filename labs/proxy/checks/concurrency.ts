import { type Check, defineCheck, expectThat, handout } from '../../../harness/index.ts';
import { carries } from '../carries.ts';
import { type ConcurrencyFacts, concurrency, ORIGIN_DELAY_MS } from '../scenarios/concurrency.ts';
import { describeAnswer, evidenceOf } from './answer.ts';
import { seen } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';
import { whyNothingCame } from './why-nothing-came.ts';

/** One after the other they take 3 s at least. */
const LIMIT_MS = 2_600;

export const concurrencyChecks: readonly Check[] = [
  defineCheck<ConcurrencyFacts>({
    id: 'proxy/concurrent-origins',
    title: 'A slow origin does not hold up the requests to another',
    kind: 'core',
    level: 'course',
    points: 8,
    sources: [handout('6')],
    scenario: concurrency,
    needs: FORWARDS,
    isTimed: true,
    explanation: explain(
      `Two clients ask at once for pages of two origins, each of which takes ${ORIGIN_DELAY_MS / 1000} s to answer.`,
      `Both pages within ${LIMIT_MS / 1000} s. One after the other they would take ${(2 * ORIGIN_DELAY_MS) / 1000} s.`,
      'A browser opens six connections at a time, and a proxy has many browsers.',
      'Start a thread (or a process, or use select) for each accepted connection, and accept the next one at once.',
    ),
    judge(observation) {
      const slow = seen(observation, observation.facts.slow, 'both answers');
      const words = seen(observation, observation.facts.words, 'both pages');
      const bothMs = seen(observation, observation.facts.bothMs, 'the time of both');
      slow.forEach((fetch, index) => {
        expectThat(carries(fetch.bytes, words[index] ?? ''), () => ({
          expected: 'both pages',
          actual: describeAnswer(fetch),
          hint:
            whyNothingCame(fetch) ??
            'Of two requests at once one got no page, or that of the other. Keep sockets and buffers of each request in variables of its own thread.',
          evidence: evidenceOf(fetch),
        }));
      });
      expectThat(bothMs <= LIMIT_MS, () => ({
        expected: `both pages within ${LIMIT_MS} ms`,
        actual: `${Math.round(bothMs)} ms: one waited for the other`,
        hint: 'The second browser waits until the first has its page. Handle each accepted connection in a thread (or task) of its own, and go back to accept() at once.',
        // A client that says nothing shows the same as a page that takes its time.
        ...reproduce('sleep 60 | nc localhost PORT &', slow[1]),
        evidence: evidenceOf(...slow),
      }));
    },
  }),
];
