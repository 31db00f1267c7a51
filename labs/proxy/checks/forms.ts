import {
  type Check,
  defineCheck,
  expectThat,
  fail,
  handout,
  type Observation,
  rfc,
} from '../../../harness/index.ts';
import type { Fetch } from '../scenarios/fetch.ts';
import { brings, type FormsFacts, forms } from '../scenarios/forms.ts';
import { describeAnswer, evidenceOf } from './answer.ts';
import { seen, sentField } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';
import { whyNothingCame } from './why-nothing-came.ts';

/** The fetch to judge what reached the origin by: one that worked. */
function workingFetch(observation: Observation<FormsFacts>): Fetch {
  const { path, absolute, front, word } = observation.facts;
  const working = [path, absolute, front].find((fetch) => brings(fetch, word));
  return seen(observation, working ?? path, 'a request that reaches the origin');
}

function formCheck(
  form: 'path' | 'absolute',
  id: string,
  title: string,
  example: string,
  requirement: string,
): Check {
  return defineCheck<FormsFacts>({
    id,
    title,
    kind: 'core',
    level: form === 'path' ? 'course' : 'must',
    points: 4,
    sources: [handout(requirement), ...(form === 'absolute' ? [rfc(9112, '3.2.2')] : [])],
    scenario: forms,
    explanation: explain(
      `Sends "${example}" and looks whether the page comes.`,
      "The page's own text is in the answer.",
      form === 'path'
        ? 'This is how one uses the proxy without setting up a browser.'
        : 'This is what every browser sends to the proxy that it is set up with.',
      'The first word after the method is the whole target: take scheme and host off it, and keep the path.',
    ),
    judge(observation) {
      const { word } = observation.facts;
      const fetch = seen(observation, observation.facts[form], `an answer to ${example}`);
      expectThat(brings(fetch, word), () => ({
        expected: `the page, for ${example}`,
        actual: describeAnswer(fetch),
        hint:
          fetch.origin.length === 0
            ? form === 'path'
              ? 'The host is not found in this form. Take off the first "/": the host ends at the next "/", and the rest from there on is the path.'
              : 'The host is not found in this form. Take off "http://": the host ends at the next "/" (or ":"), and the rest from there on is the path.'
            : (whyNothingCame(fetch) ??
              'The origin was asked, and another page came. Look at the path and the Host that were sent to it.'),
        ...reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
    },
  });
}

export const formsChecks: readonly Check[] = [
  defineCheck<FormsFacts>({
    id: 'proxy/forwards',
    title: 'A page of an origin comes through the proxy',
    kind: 'core',
    level: 'course',
    points: 14,
    sources: [handout('1'), handout('2'), rfc(9110, '3.7')],
    scenario: forms,
    explanation: explain(
      'Asks for a page of www.something.com, in path form and in absolute form; where neither brings it, for the front page of a host (GET /www.something.com, GET http://www.something.com/), and at last for a page with its port (GET http://www.something.com:80/page.html).',
      "The page's own text comes back for at least one of them.",
      'Everything else a proxy does rests on this.',
      'Look at what the proxy sends to the origin: a request line with the path, a Host field, an empty line.',
    ),
    judge(observation) {
      const { path, absolute, front, word } = observation.facts;
      if ([path, absolute, front].some((fetch) => brings(fetch, word))) return;
      const fetch = seen(observation, path, 'the page through the proxy');
      fail({
        expected: 'the page, in path form or in absolute form',
        actual: `${describeAnswer(fetch)} (path form); ${absolute ? describeAnswer(absolute) : 'not tried'} (absolute form)`,
        hint:
          fetch.origin.length === 0 && !absolute?.origin.length
            ? 'Nothing reached the origin: find the host in the request, look its address up, connect to its port 80, and send a request line, Host and an empty line.'
            : 'The request reached the origin, and its page did not reach the browser: read the answer until it is complete, and send every piece on.',
        ...reproduce(fetch),
        evidence: evidenceOf(path, absolute),
      });
    },
  }),
  formCheck(
    'path',
    'proxy/path-form',
    'Understands the path form, GET /www.example.com/index.html',
    'GET /www.example.com/index.html HTTP/1.1',
    '1',
  ),
  formCheck(
    'absolute',
    'proxy/absolute-form',
    'Understands the absolute form, GET http://www.example.com/index.html',
    'GET http://www.example.com/index.html HTTP/1.1',
    '2',
  ),
  defineCheck<FormsFacts>({
    id: 'proxy/origin-path',
    title: 'The origin is asked for the right path',
    kind: 'core',
    level: 'must',
    points: 6,
    sources: [handout('3'), rfc(9112, '3.2.1')],
    scenario: forms,
    needs: FORWARDS,
    explanation: explain(
      'Asks for http://www.example.com/notes/page.html and looks at the request line that the origin gets.',
      'GET /notes/page.html; the absolute form is accepted too, since every server must understand it.',
      'Without the path every page of a site would be its front page.',
      'Keep the slash that begins the path, once, and the whole rest of the target behind it.',
    ),
    judge(observation) {
      const fetch = workingFetch(observation);
      const { host, path } = fetch.asked;
      const targets = fetch.origin.map(({ target }) => target);
      expectThat(
        targets.some((target) =>
          [path, `http://${host}${path}`, `http://${host}:80${path}`].includes(target),
        ),
        () => ({
          expected: `GET ${path}`,
          actual: targets.length === 0 ? 'no request reached the origin' : `GET ${targets.join(', GET ')}`,
          hint:
            targets.length === 0
              ? 'Nothing reached the origin this time: look at what the program printed.'
              : targets.includes('/')
                ? 'The path is dropped, so that every page is the front page. Send what follows the host in the target, from its first slash on.'
                : 'Another path is asked for. Send what follows the host in the target, from its first slash on: once, whole, and without the host.',
          ...reproduce(fetch),
          evidence: evidenceOf(fetch),
        }),
      );
    },
  }),
  defineCheck<FormsFacts>({
    id: 'proxy/origin-host',
    title: 'The origin gets a Host field with its own name',
    kind: 'core',
    level: 'must',
    points: 4,
    sources: [handout('3'), rfc(9112, '3.2.2')],
    scenario: forms,
    needs: FORWARDS,
    explanation: explain(
      'Looks at the Host field of the request that reaches the origin.',
      'Host: www.example.com, with or without :80, in either case of letters.',
      'One address serves many sites: without Host the server cannot tell which one is meant.',
      'In path form the Host field of the browser names the proxy: replace it with the name of the origin.',
    ),
    judge(observation) {
      const fetch = workingFetch(observation);
      const { host } = fetch.asked;
      const hosts = fetch.origin.map((entry) => sentField(entry, 'host') ?? 'no Host field');
      expectThat(
        hosts.some((each) => each.toLowerCase().replace(/:80$/, '') === host),
        () => ({
          expected: `Host: ${host}`,
          actual: hosts.join('; ') || 'no request reached the origin',
          hint: hosts.includes('no Host field')
            ? `The origin gets no Host field. Send "Host: ${host}\\r\\n" after the request line.`
            : `The Host field names another server, the proxy itself perhaps. Send "Host: ${host}\\r\\n", the host of the target, in its place.`,
          ...reproduce(fetch),
          evidence: evidenceOf(fetch),
        }),
      );
    },
  }),
];
