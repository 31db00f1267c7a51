import {
  type Check,
  defineCheck,
  type Explanation,
  expectThat,
  handout,
  rfc,
  type Source,
} from '../../../harness/index.ts';
import { LOCATION, type Relayed, type RelaysFacts, relays } from '../scenarios/relays.ts';
import { answerOf, evidenceOf, shownField } from './answer.ts';
import { answeredField, expectBody, expectStatus, seen } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';

const STATUS_HINT = "Relay the origin's status line as it is, or one with the same number.";

function check(
  id: string,
  title: string,
  points: number,
  sources: readonly Source[],
  explanation: Explanation,
  judge: (facts: Partial<RelaysFacts>, need: (fact: Relayed | undefined) => Relayed) => void,
): Check {
  return defineCheck<RelaysFacts>({
    id: `proxy/${id}`,
    title,
    kind: 'core',
    level: 'must',
    points,
    sources,
    scenario: relays,
    needs: FORWARDS,
    explanation,
    judge: (observation) =>
      judge(observation.facts, (fact) => seen(observation, fact, 'an answer through the proxy')),
  });
}

export const relaysChecks: readonly Check[] = [
  check(
    'relays-body-bytes',
    'The body comes through byte for byte, also when it is no text',
    8,
    [handout('4'), rfc(9110, '7.7')],
    explain(
      'Fetches a picture of 0.8 KB in which every byte value occurs.',
      "The body equals the origin's; the head may differ.",
      'Half of the web is pictures, archives and compressed text: one changed byte and they are spoilt.',
      'Open files in binary mode, and never decode() what is only passed on.',
    ),
    ({ binary }, need) => expectBody(need(binary)),
  ),
  check(
    'relays-large-body',
    'A body larger than one segment comes through whole',
    6,
    [handout('4'), rfc(9112, '6.3')],
    explain(
      'Fetches 400,000 bytes: more than a socket holds, however long nobody reads.',
      'All of them.',
      'One recv() returns what has arrived so far, at most the size it is given.',
      'Call recv() until it returns nothing, or until Content-Length bytes have come.',
    ),
    ({ large }, need) => expectBody(need(large)),
  ),
  check(
    'relays-segmented-answer',
    'An answer that arrives in pieces comes through whole',
    4,
    [handout('4'), rfc(9112, '6.3')],
    explain(
      'The origin sends 3,000 bytes in eleven pieces, 40 ms apart.',
      'All of them.',
      'Networks are slow in pieces: an answer of any size may take many reads.',
      'A short read is no end: the end is when the origin closes or the announced length is reached.',
    ),
    ({ segmented }, need) => expectBody(need(segmented)),
  ),
  check(
    'relays-404',
    'A 404 of the origin reaches the browser as 404',
    3,
    [handout('4'), rfc(9110, '15')],
    explain(
      'Asks for a page that the origin does not have.',
      "Status 404; the origin's own page may come with it.",
      'Told 200, the browser, and every cache after it, takes the error page for the page.',
      'Do not put a status line of your own before what the origin sends.',
    ),
    ({ notFound }, need) => expectStatus(need(notFound).fetch, 404, STATUS_HINT),
  ),
  check(
    'missing-stays-missing',
    'A missing page is missing the second time too',
    2,
    [handout('5'), rfc(9111, '4')],
    explain(
      'Asks again for the page that the origin does not have.',
      'Status 404 again, from the origin or from the cache.',
      'A cache that stores the body alone forgets what it was an answer to.',
      'Store the status with the body, or store nothing but 200.',
    ),
    ({ notFoundAgain }, need) =>
      expectStatus(
        need(notFoundAgain).fetch,
        404,
        'The page of a missing object was stored, and comes back as 200. Keep the status line with the copy, or store only answers with 200.',
      ),
  ),
  check(
    'relays-301',
    'A redirection reaches the browser with its Location',
    3,
    [handout('4'), rfc(9110, '10.2.2')],
    explain(
      'Asks for a page that has moved.',
      `Status 301 and Location: ${LOCATION}. Following it is the browser's business.`,
      'Only with both does the browser know where to go.',
      "Relay the origin's header fields, not only its body.",
    ),
    ({ moved }, need) => {
      const { fetch } = need(moved);
      expectStatus(fetch, 301, STATUS_HINT);
      expectThat(answeredField(fetch, 'location') === LOCATION, () => ({
        expected: `Location: ${LOCATION}`,
        actual: shownField(answerOf(fetch).message, 'Location'),
        hint: "The status came without its Location, so that the browser does not know where to go. Relay the origin's header fields, not only its status and body.",
        ...reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
    },
  ),
  check(
    'relays-500',
    'A server error of the origin reaches the browser as one',
    2,
    [handout('4'), rfc(9110, '15.6')],
    explain(
      'Asks for a page whose origin answers 500.',
      'Status 500.',
      'Whoever looks for the fault must know whose it is.',
      'Do not turn what is not 200 into an answer of your own.',
    ),
    ({ serverError }, need) => expectStatus(need(serverError).fetch, 500, STATUS_HINT),
  ),
];
