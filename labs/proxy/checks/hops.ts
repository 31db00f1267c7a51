import {
  type Check,
  defineCheck,
  expectThat,
  fail,
  handout,
  type OriginEntry,
  rfc,
} from '../../../harness/index.ts';
import { type ExtrasFacts, extras } from '../scenarios/extras.ts';
import type { Fetch } from '../scenarios/fetch.ts';
import { describeAnswer, evidenceOf } from './answer.ts';
import { answeredField, seen, sentField } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';
import { whyNothingCame } from './why-nothing-came.ts';

const common = { kind: 'extension', scenario: extras, needs: FORWARDS } as const;

/** The request that reached the origin. */
function requestOf(fetch: Fetch): OriginEntry {
  const [request] = fetch.origin;
  if (request) return request;
  fail({
    expected: 'a request at the origin',
    actual: `none; the answer was ${describeAnswer(fetch)}`,
    hint:
      whyNothingCame(fetch) ??
      'No request reached the origin. This one has fields that others have not, Proxy-Connection and a Connection that lists more than "close": understand the list, and ask the origin without them.',
    ...reproduce(fetch),
    evidence: evidenceOf(fetch),
  });
}

export const hopsChecks: readonly Check[] = [
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/hop-by-hop',
    title: 'Fields for one hop alone are not passed on',
    level: 'must',
    points: 2,
    sources: [handout('18'), rfc(9110, '7.6.1')],
    explanation: explain(
      'Both sides send a field that their Connection field lists, and Proxy-Connection.',
      'None of them arrives on the other side; an ordinary field does.',
      'They speak of one connection; on the next one they are wrong.',
      'Remove the fields that Connection names, then Connection itself, Keep-Alive and Proxy-Connection.',
    ),
    judge(observation) {
      const { fetch } = seen(observation, observation.facts.hopByHop, 'the page');
      const request = requestOf(fetch);
      const passed = [
        ...['x-client-hop', 'proxy-connection'].filter((name) => sentField(request, name) !== undefined),
        ...['x-origin-hop', 'keep-alive'].filter((name) => answeredField(fetch, name) !== undefined),
      ];
      const lost = sentField(request, 'x-end-to-end') === undefined ? ['X-End-To-End is gone'] : [];
      expectThat(passed.length + lost.length === 0, () => ({
        expected: 'neither X-Client-Hop, Proxy-Connection, X-Origin-Hop nor Keep-Alive, but X-End-To-End',
        actual: [...passed.map((name) => `${name} was passed on`), ...lost].join('; '),
        hint: 'Fields for one connection only went through to the other side. Drop Connection and what it lists, and pass all other fields on.',
        ...reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/via',
    title: 'The proxy adds its name to Via',
    level: 'must',
    points: 1,
    sources: [handout('18'), rfc(9110, '7.6.3')],
    explanation: explain(
      'Looks for Via in the request at the origin.',
      'Via: 1.1 and any name. In the answer it is not asked for.',
      'With it one sees which way a message went, and a proxy notices a loop.',
      'Add "Via: 1.1 my-proxy" to what you forward.',
    ),
    judge(observation) {
      const { fetch } = seen(observation, observation.facts.hopByHop, 'the page');
      const request = requestOf(fetch);
      const via = sentField(request, 'via');
      expectThat(via !== undefined && /^(?:HTTP\/)?\d(?:\.\d)? \S+/i.test(via), () => ({
        expected: 'Via: 1.1 and a name',
        actual: via === undefined ? 'no Via field' : `Via: ${via}`,
        hint: 'The request does not tell that it came by a proxy. Add the line "Via: 1.1 my-proxy" to it.',
        ...reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
    },
  }),
];
