import {
  type Check,
  defineCheck,
  expectThat,
  fail,
  handout,
  inconclusive,
  type Scenario,
} from '../../../harness/index.ts';
import {
  DISTURBED_PINGS,
  foreignReplies,
  LATE_PING,
  lateReply,
  repeatedReplies,
} from '../scenarios/client-scenarios.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { inMs, namePings, quoted, readHonest } from './reading.ts';
import { echoServer } from './reproduce.ts';
import { timeOfAnother } from './time-of-another.ts';

interface AnswerCheck {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario<PingerFacts>;
  readonly explanation: Check['explanation'];
  /** Pings (from 0) whose times tell; all when absent. */
  readonly pings?: readonly number[];
  readonly hint: string;
}

/** A check that the times are still right when other datagrams come among the answers. */
function answersAreToldApart({
  id,
  title,
  scenario,
  explanation,
  pings,
  hint,
}: AnswerCheck): Check<PingerFacts> {
  return defineCheck<PingerFacts>({
    id,
    title,
    kind: 'robust',
    level: 'course',
    points: 0,
    sources: [handout('11')],
    scenario,
    needs: ['udp-pinger/reports-each-round-trip-time'],
    isTimed: true,
    explanation,
    judge(observation) {
      const reading = readHonest(observation);
      const { matches, truths, printed } = reading;
      const told = pings ?? truths.flatMap((truth, ping) => (truth === undefined ? [] : [ping]));
      if (told.every((ping) => ping >= truths.length)) inconclusive('It ended before this was sent');
      const missing = told.filter((ping) => !matches.byPing[ping] || !matches.scale.unit);
      expectThat(missing.length === 0, () => ({
        expected: missing.map((ping) => `${namePings([ping])}: ${due(truths[ping])}`).join(', '),
        actual: `no such time; it printed: ${quoted(printed)}`,
        hint,
        ...echoServer(observation, 'some-lost'),
      }));
      for (const ping of told) {
        const figure = timeOfAnother(observation, reading, ping);
        if (!figure) continue;
        fail({
          expected: `${namePings([ping])}: ${due(truths[ping])}, and no other time before`,
          actual: `${figure.text} was printed before that answer was there: the time to another datagram`,
          hint,
          evidence: [{ kind: 'output', program: observation.programs.length - 1, text: figure.text }],
        });
      }
    },
  });
}

function due(truthMs: number | undefined): string {
  return truthMs === undefined ? 'the time to its answer' : inMs(truthMs);
}

const COMPARE =
  'The first datagram that came was taken for the answer. Compare the number in it with that of the ping; when it is another, go on waiting for the rest of the second.';

export const lateReplyIsNotTaken = answersAreToldApart({
  id: 'udp-pinger/late-answer-is-not-taken-for-the-next',
  title: "An answer that comes after its second is not taken for the next ping's",
  scenario: lateReply,
  pings: [LATE_PING + 1],
  hint: COMPARE,
  explanation: {
    does: 'Answers the third ping after 1.3 s, in the middle of the wait for the fourth, whose own answer takes 0.6 s.',
    expects: 'About 600 ms for the fourth ping, and nothing else before. The third is lost.',
    why: 'From then on every answer would be taken for the next one, and every time would be wrong.',
    mistake: 'The first datagram that comes is taken for the answer, whatever it says.',
  },
});

export const duplicatesAreNotTaken = answersAreToldApart({
  id: 'udp-pinger/repeated-answer-is-not-taken-for-the-next',
  title: "An answer that comes twice is not taken for the next ping's",
  scenario: repeatedReplies,
  hint: COMPARE,
  explanation: {
    does: 'Sends three of the answers twice, 8 ms apart.',
    expects: 'The right time for every ping.',
    why: 'Networks may deliver a datagram more than once (RFC 768 leaves that to the program).',
    mistake: 'The copy waits in the socket and is taken for the next answer, after no time at all.',
  },
});

export const foreignContentIsIgnored = answersAreToldApart({
  id: 'udp-pinger/other-content-is-not-taken-for-an-answer',
  title: 'A datagram of other content is not taken for an answer',
  scenario: foreignReplies,
  pings: DISTURBED_PINGS,
  hint: `${COMPARE} What has no number answers nothing.`,
  explanation: {
    does: 'Sends a datagram of other content after 90 ms, long before the answer to the third and to the sixth ping.',
    expects: 'The time to the real answer, and none before it.',
    why: 'Anyone can send a datagram to a UDP port.',
    mistake: 'The content of what comes is not looked at, or a text without a number ends the program.',
  },
});
