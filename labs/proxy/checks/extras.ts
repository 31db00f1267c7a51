import {
  type Check,
  defineCheck,
  expectThat,
  fail,
  handout,
  inconclusive,
  rfc,
} from '../../../harness/index.ts';
import { type ExtrasFacts, extras, STRANGER_ADDRESS } from '../scenarios/extras.ts';
import { answerOf, describeAnswer, evidenceOf, reproduce } from './answer.ts';
import { answeredField, expectAsked, expectBody, expectError, seen, sentField } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';

const common = { kind: 'extension', scenario: extras, needs: FORWARDS } as const;

export const extrasChecks: readonly Check[] = [
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/other-port',
    title: 'An origin on another port than 80 is reached',
    level: 'must',
    points: 3,
    sources: [handout('9'), rfc(9110, '4.2.1')],
    explanation: explain(
      'Asks for a page of www.something.com:8080.',
      'The page comes from port 8080.',
      'Development servers and many services listen elsewhere.',
      'Split host and port at the colon; 80 is only the default.',
    ),
    judge(observation) {
      const relayed = seen(observation, observation.facts.otherPort, 'the page from port 8080');
      expectThat(relayed.fetch.origin.length > 0, () => ({
        expected: 'a request at port 8080 of the origin',
        actual: `none; the answer was ${describeAnswer(relayed.fetch)}`,
        hint: 'The port of the URL is passed over. Split host and port at the colon, and connect to that port; 80 is only the default.',
        reproduce: reproduce(relayed.fetch),
        evidence: evidenceOf(relayed.fetch),
      }));
      expectBody(relayed);
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/post',
    title: 'A POST reaches the origin with its body, and the answer comes back',
    level: 'must',
    points: 4,
    sources: [handout('10'), rfc(9112, '6')],
    explanation: explain(
      'Posts 900 bytes.',
      'The origin gets POST and the same bytes; the browser gets its answer.',
      'Every form and every login is a POST.',
      'Read Content-Length bytes after the empty line of the request, and send them on.',
    ),
    judge(observation) {
      const { fetch, body } = seen(observation, observation.facts.post, 'an answer to the POST');
      const posted = seen(observation, observation.facts.posted, 'what was posted');
      const request = fetch.origin.find(({ method }) => method === 'POST');
      expectThat(request !== undefined && Buffer.compare(request.body, posted) === 0, () => ({
        expected: `POST with the ${posted.length} bytes of its body at the origin`,
        actual: request
          ? `POST with ${request.body.length} bytes`
          : `no POST; ${fetch.origin[0]?.method ?? 'nothing'} came`,
        hint: 'The origin got the request without its body. Read Content-Length bytes after the empty line, and send them after the head, with that field.',
        reproduce: reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
      expectBody({ fetch, body });
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/post-not-cached',
    title: 'A second POST reaches the origin too',
    level: 'must',
    points: 2,
    sources: [handout('10'), rfc(9111, '3')],
    needs: ['proxy/forwards', 'proxy/post'],
    explanation: explain(
      'Posts the same to the same URL again.',
      'The origin gets it a second time.',
      'A POST does something: an order that the cache answers was never placed.',
      'Look in the cache for GET only.',
    ),
    judge(observation) {
      expectAsked(seen(observation, observation.facts.postAgain, 'an answer to the second POST'), {
        expected: 'a second POST at the origin',
        hint: 'The second POST was answered from the cache. Store only answers to GET, and look for a copy only then.',
      });
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/chunked',
    title: 'An answer in chunks comes through',
    level: 'must',
    points: 3,
    sources: [handout('17'), rfc(9112, '7.1')],
    explanation: explain(
      'The origin sends 1,000 bytes with Transfer-Encoding: chunked.',
      'The same bytes, in chunks or with a length or until the connection closes, but as the head says.',
      'Most pages that a program makes are sent this way.',
      'Pass head and body on together as they are, or undo the chunks and drop Transfer-Encoding.',
    ),
    judge(observation) {
      const relayed = seen(observation, observation.facts.chunked, 'the page');
      expectBody(
        relayed,
        'What the head says about the end of the body must be true of the bytes that follow.',
      );
      expectThat(answerOf(relayed.fetch).message.isComplete, () => ({
        expected: 'an answer that is complete by its own head',
        actual: describeAnswer(relayed.fetch),
        hint: 'The chunks do not come through whole. Relay them as they are, with their sizes, or take them apart and send a Content-Length; the last chunk has the size 0 and an empty line after it.',
        reproduce: reproduce(relayed.fetch),
        evidence: evidenceOf(relayed.fetch),
      }));
    },
  }),
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
      const request = seen(observation, fetch.origin[0], 'a request at the origin');
      const passed = [
        ...['x-client-hop', 'proxy-connection'].filter((name) => sentField(request, name) !== undefined),
        ...['x-origin-hop', 'keep-alive'].filter((name) => answeredField(fetch, name) !== undefined),
      ];
      const lost = sentField(request, 'x-end-to-end') === undefined ? ['X-End-To-End is gone'] : [];
      expectThat(passed.length + lost.length === 0, () => ({
        expected: 'neither X-Client-Hop, Proxy-Connection, X-Origin-Hop nor Keep-Alive, but X-End-To-End',
        actual: [...passed.map((name) => `${name} was passed on`), ...lost].join('; '),
        hint: 'Fields for one connection only went through to the other side. Drop Connection and what it lists, and pass all other fields on.',
        reproduce: reproduce(fetch),
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
      const request = seen(observation, fetch.origin[0], 'a request at the origin');
      const via = sentField(request, 'via');
      expectThat(via !== undefined && /^(?:HTTP\/)?\d(?:\.\d)? \S+/i.test(via), () => ({
        expected: 'Via: 1.1 and a name',
        actual: via === undefined ? 'no Via field' : `Via: ${via}`,
        hint: 'The request does not tell that it came by a proxy. Add the line "Via: 1.1 my-proxy" to it.',
        reproduce: reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/denied-hosts',
    title: 'A host named in denied-hosts.txt is refused',
    level: 'course',
    points: 2,
    sources: [handout('16')],
    explanation: explain(
      'Puts a name into denied-hosts.txt in the working folder and asks for a page of it.',
      'An error answer, 403 best, and no request at the origin.',
      'Schools and companies run proxies for this.',
      'Read the file at the start, one name a line, and compare before connecting.',
    ),
    judge(observation) {
      const fetch = seen(observation, observation.facts.deniedHost, 'an answer');
      expectThat(fetch.origin.length === 0, () => ({
        expected: `no request to ${fetch.asked.host}, which denied-hosts.txt names`,
        actual: `the origin was asked; the answer was ${describeAnswer(fetch)}`,
        hint: 'A denied host was asked all the same. Read denied-hosts.txt from the current folder, and compare the host with it before you connect.',
        reproduce: reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
      expectError(fetch, 'an error answer, such as 403 Forbidden', 'Say so: send "HTTP/1.1 403 Forbidden".');
    },
  }),
  defineCheck<ExtrasFacts>({
    ...common,
    id: 'proxy/refuses-strangers',
    title: 'A client from a public address is not served unless the owner allows it',
    level: 'course',
    points: 2,
    sources: [handout('16')],
    explanation: explain(
      `Asks for a page from ${STRANGER_ADDRESS}, a public address.`,
      'An error answer or a closed connection, and no request at the origin. Private addresses are served.',
      'An open proxy is found within hours, and hides whoever abuses it.',
      'Look at the address that accept() returns; Python has ipaddress.ip_address(address).is_private.',
    ),
    judge(observation) {
      const stranger = seen(observation, observation.facts.stranger, 'what a stranger gets');
      if (!stranger.isConnected) inconclusive(`no connection could be made from ${STRANGER_ADDRESS} here`);
      if (stranger.originRequests === 0) return;
      fail({
        expected: `nothing is fetched for ${STRANGER_ADDRESS}`,
        actual: 'its request was sent on to the origin',
        hint: 'Anybody in the world can use this proxy. Serve clients from loopback and private addresses by default, and others only when an option allows them.',
      });
    },
  }),
];
