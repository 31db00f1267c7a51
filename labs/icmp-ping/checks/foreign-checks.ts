import { defineCheck, handout } from '../../../harness/index.ts';
import { foreignMessages } from '../scenarios/foreign-messages.ts';
import { expectOwnTime } from './own-time.ts';
import { keepsPinging } from './request-checks.ts';
import { rfc792Echo, rfc1122Icmp } from './sources.ts';

const does = (what: string) =>
  `Sends ${what} 30 ms after a request, and the true reply 0.4 s after it. The program is answered even if its checksum is wrong.`;
const expects = 'The time of the true reply is printed for this request; the other message is passed over.';

export const ignoresForeignReplies = defineCheck({
  id: 'icmp-ping/ignores-foreign-replies',
  title: "It does not take another program's reply for its own",
  kind: 'core',
  level: 'must',
  points: 5,
  isTimed: true,
  needs: [keepsPinging.id],
  sources: [handout('9'), rfc792Echo],
  scenario: foreignMessages,
  explanation: {
    does: does('an echo reply with another identifier'),
    expects,
    why: 'A raw socket gets a copy of every ICMP message for the host, those for other pingers too.',
    mistake:
      'Reading the identifier and not comparing it, or comparing it in another byte order than it was sent in.',
  },
  judge(observation) {
    expectOwnTime(observation, {
      role: 'foreign-identifier',
      what: 'a reply with another identifier',
      hint: 'Compare the identifier of the reply with your own, and go on waiting when it differs.',
    });
  },
});

export const ignoresOwnRequest = defineCheck({
  id: 'icmp-ping/ignores-own-request',
  title: 'It does not take a request for a reply',
  kind: 'core',
  level: 'must',
  points: 5,
  isTimed: true,
  needs: [keepsPinging.id],
  sources: [handout('9'), rfc792Echo],
  scenario: foreignMessages,
  explanation: {
    does: does('a copy of its own echo request, with its own identifier,'),
    expects,
    why: 'On loopback a raw socket gets its own request first: a program that takes it for the reply shows a time although nothing answered.',
    mistake: 'Checking the identifier but not the type. A reply has type 0, a request 8.',
  },
  judge(observation) {
    expectOwnTime(observation, {
      role: 'own-request',
      what: 'its own request, which came back as it was',
      hint: 'Check that the type is 0 (echo reply) before anything else.',
    });
  },
});

export const ignoresOtherTypes = defineCheck({
  id: 'icmp-ping/ignores-other-types',
  title: 'A message of another type does not end the wait',
  kind: 'core',
  level: 'must',
  points: 4,
  isTimed: true,
  needs: [keepsPinging.id],
  sources: [handout('9'), rfc1122Icmp],
  scenario: foreignMessages,
  explanation: {
    does: does('a Timestamp Reply (type 14) to another program'),
    expects,
    why: 'Messages of unknown type must be discarded without a word.',
    mistake:
      'One recv for each request, whatever it brings; loop until the reply is there or the second is over.',
  },
  judge(observation) {
    expectOwnTime(observation, {
      role: 'other-type',
      what: 'a Timestamp Reply to another program',
      hint: 'Loop: receive, look at type and identifier, and wait on for the rest of the second when they are not yours.',
    });
  },
});
