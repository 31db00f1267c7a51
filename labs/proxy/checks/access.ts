import { type Check, defineCheck, expectThat, fail, handout, inconclusive } from '../../../harness/index.ts';
import { type ExtrasFacts, extras, STRANGER_ADDRESS } from '../scenarios/extras.ts';
import { describeAnswer, evidenceOf } from './answer.ts';
import { expectError, seen } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { askedOf, reproduce, withNote } from './reproduce.ts';

const common = { kind: 'extension', scenario: extras, needs: FORWARDS } as const;

export const accessChecks: readonly Check[] = [
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
      const shownBy = withNote(
        'Write www.example.com into denied-hosts.txt first, and start the proxy again.',
        reproduce(askedOf('www.example.com', fetch)),
      );
      expectThat(fetch.origin.length === 0, () => ({
        expected: `no request to ${fetch.asked.host}, which denied-hosts.txt names`,
        actual: `the origin was asked; the answer was ${describeAnswer(fetch)}`,
        hint: 'A denied host was asked all the same. Read denied-hosts.txt from the current folder, and compare the host with it before you connect.',
        ...shownBy,
        evidence: evidenceOf(fetch),
      }));
      expectError(
        fetch,
        'an error answer, such as 403 Forbidden',
        'The browser is not told that the host is denied. Send "HTTP/1.1 403 Forbidden" with a short page.',
        shownBy,
      );
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
      'An error answer or a closed connection, and no request at the origin. Private addresses are served. A proxy that listens on loopback alone serves no stranger either.',
      'An open proxy is found within hours, and hides whoever abuses it.',
      'Look at the address that accept() returns; Python has ipaddress.ip_address(address).is_private.',
    ),
    judge(observation) {
      const stranger = seen(observation, observation.facts.stranger, 'what a stranger gets');
      if (!stranger.isConnected) inconclusive(`no connection could be made from ${STRANGER_ADDRESS} here`);
      if (stranger.originRequests === 0 || stranger.isLoopbackOnly) return;
      fail({
        expected: `nothing is fetched for ${STRANGER_ADDRESS}`,
        actual: 'its request was sent on to the origin',
        hint: 'Anybody in the world can use this proxy. Serve clients from loopback and private addresses by default, and others only when an option allows them.',
      });
    },
  }),
];
