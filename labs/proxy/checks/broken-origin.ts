import {
  type Check,
  type Conversation,
  defineCheck,
  expectThat,
  fail,
  handout,
  inconclusive,
  patternBytes,
  rfc,
} from '../../../harness/index.ts';
import {
  BIG_GAP_MS,
  BIG_LENGTH,
  type Big,
  type BrokenOriginFacts,
  brokenOrigin,
  CUT_BYTES,
  CUT_LENGTH,
} from '../scenarios/broken-origin.ts';
import { answerOf, describeAnswer, evidenceOf } from './answer.ts';
import { expectContains, seen } from './expectations.ts';
import { CACHES, explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';

const common = { kind: 'robust', points: 0, scenario: brokenOrigin } as const;

export const brokenOriginChecks: readonly Check[] = [
  defineCheck<BrokenOriginFacts>({
    ...common,
    id: 'proxy/truncation-visible',
    title: 'When the origin breaks off, the browser can see that the answer is not complete',
    level: 'must',
    sources: [handout('20'), rfc(9112, '8')],
    needs: FORWARDS,
    explanation: explain(
      `The origin announces ${CUT_LENGTH} bytes and closes after ${CUT_BYTES}.`,
      'A body shorter than its Content-Length, unfinished chunks, a reset, or an error answer.',
      'Half a program or half a contract must not look like the whole.',
      'Keep the Content-Length of the origin; do not count what has come and announce that.',
    ),
    judge(observation) {
      const fetch = seen(observation, observation.facts.cut, 'an answer');
      const { message } = answerOf(fetch);
      const looksWhole = (message.status ?? 500) < 400 && message.isComplete && fetch.ended !== 'reset';
      expectThat(!looksWhole, () => ({
        expected: 'an answer that is visibly incomplete, or an error',
        actual: `${describeAnswer(fetch)}, which looks complete`,
        hint: "The half page looks whole to the browser. Keep the origin's Content-Length, and close the connection when the origin does.",
        ...reproduce(fetch),
        evidence: evidenceOf(fetch),
      }));
    },
  }),
  defineCheck<BrokenOriginFacts>({
    ...common,
    id: 'proxy/truncated-not-cached',
    title: 'An answer that broke off is not served from the cache',
    level: 'must',
    sources: [handout('20'), rfc(9111, '3.3')],
    needs: CACHES,
    explanation: explain(
      'Asks again for what broke off, when the origin is whole again.',
      `All ${CUT_LENGTH} bytes.`,
      'Else one hiccup of the network spoils the page for all until it expires.',
      'Store a copy only when Content-Length bytes have come, or the last chunk.',
    ),
    judge(observation) {
      const fetch = seen(observation, observation.facts.afterCut, 'a second answer');
      expectContains(
        { fetch, body: patternBytes(CUT_LENGTH) },
        'The half page was stored. Compare its length with Content-Length before you keep the copy, and throw it away when the origin broke off.',
      );
    },
  }),
  defineCheck<BrokenOriginFacts>({
    ...common,
    id: 'proxy/relays-20-mib',
    isTimed: true,
    title: 'A body of 20 MiB comes through whole',
    level: 'must',
    sources: [handout('19')],
    needs: FORWARDS,
    explanation: explain(
      'Fetches 20 MiB.',
      'All of it, byte for byte.',
      'Programs and films are larger still.',
      'Pass each piece on as it comes; do not collect them.',
    ),
    judge(observation) {
      const big = seen(observation, observation.facts.big, 'the large body');
      if (big.bodyLength === BIG_LENGTH && big.wrongAt === undefined) return;
      fail({
        expected: `${BIG_LENGTH} bytes`,
        actual:
          big.wrongAt === undefined
            ? `${big.bodyLength} bytes, then ${big.ended === 'timeout' ? 'silence' : 'the end'}`
            : `${big.bodyLength} bytes that differ from byte ${big.wrongAt} on`,
        hint: 'A large page does not come through. Pass each piece on as it comes, with sendall(), which goes on until all of it has left.',
      });
    },
  }),
  defineCheck<BrokenOriginFacts>({
    ...common,
    id: 'proxy/streams',
    title: 'The browser gets the first bytes before the origin has sent the last',
    level: 'should',
    sources: [handout('19')],
    needs: ['proxy/forwards', 'proxy/relays-20-mib'],
    isTimed: true,
    explanation: explain(
      `The origin pauses for ${BIG_GAP_MS / 1000} s in the middle of 20 MiB.`,
      'The first bytes reach the browser before that pause.',
      'Who collects a body first needs as much memory as the body, and the user sees nothing meanwhile.',
      'Send each piece on as soon as it has come.',
    ),
    judge(observation) {
      const big = seen(observation, observation.facts.big, 'the large body');
      const firstMs = firstBodyByteMs(observation.transcript, big);
      const lastMs = lastSentMs(observation.transcript, big);
      if (firstMs === undefined || lastMs === undefined)
        inconclusive('the transcript does not tell the times');
      const aheadMs = Math.round(lastMs - firstMs);
      expectThat(aheadMs >= BIG_GAP_MS / 2, () => ({
        expected: `the first bytes of the body, ${BIG_GAP_MS} ms before the origin sent the last`,
        actual: aheadMs > 0 ? `only ${aheadMs} ms before` : `${-aheadMs} ms after`,
        hint: 'The whole page is collected before its first byte is sent. Send each piece on as soon as it has come.',
        evidence: [{ kind: 'conversation', id: big.conversation }],
      }));
    },
  }),
];

/** When the browser got the first byte of the body, in ms since the scenario began. The head alone does not count. */
function firstBodyByteMs(transcript: readonly Conversation[], big: Big): number | undefined {
  const events = transcript.find(({ id }) => id === big.conversation)?.events ?? [];
  let came = 0;
  return events.find(({ from, bytes }) => {
    if (from === 'program') came += bytes?.length ?? 0;
    return came > big.head.length;
  })?.atMs;
}

/** When the last piece left the origin: the transcript notes the pieces of a long body without their bytes. */
function lastSentMs(transcript: readonly Conversation[], big: Big): number | undefined {
  const events = transcript.find(({ id }) => id === big.originConversation)?.events ?? [];
  return events.findLast(({ from, kind }) => from === 'peer' && (kind === 'data' || kind === 'note'))?.atMs;
}
