import { defineCheck, handout, type Scenario, type Source } from '../../../harness/index.ts';
import { foreignIdentifier, otherType, ownRequest } from '../scenarios/foreign-messages.ts';
import type { PingFacts } from '../scenarios/ping-story.ts';
import { expectOwnTime, type OwnTimeExpectation } from './own-time.ts';
import { keepsPinging } from './request-checks.ts';
import { rfc792Echo, rfc1122Icmp } from './sources.ts';

interface ForeignCheck extends OwnTimeExpectation {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly source: Source;
  readonly scenario: Scenario<PingFacts>;
  readonly why: string;
  readonly mistake: string;
}

/** A check that a message which answers nothing is passed over. */
function passesOver({ role, what, hint, source, why, mistake, ...check }: ForeignCheck) {
  return defineCheck({
    ...check,
    kind: 'core',
    level: 'must',
    isTimed: true,
    needs: [keepsPinging.id],
    sources: [handout('9'), source],
    explanation: {
      does: `Sends ${what} 30 ms after a request, and the true reply 0.4 s after it. The program is answered even if its checksum is wrong.`,
      expects:
        'The time of the true reply is printed for this request; the other message is passed over. Where its times are wrong for other requests, too, it counts that a line with a time comes right after each true reply, and none before.',
      why,
      mistake,
    },
    judge: (observation) => expectOwnTime(observation, { role, what, hint }),
  });
}

export const ignoresForeignReplies = passesOver({
  id: 'icmp-ping/ignores-foreign-replies',
  title: "It does not take another program's reply for its own",
  points: 5,
  source: rfc792Echo,
  scenario: foreignIdentifier,
  why: 'A raw socket gets a copy of every ICMP message for the host, those for other pingers too.',
  mistake:
    'Reading the identifier and not comparing it, or comparing it in another byte order than it was sent in.',
  role: 'foreign-identifier',
  what: 'a reply with another identifier',
  hint: 'A reply to another program was taken: every raw socket sees all of them. Compare the identifier of the reply with your own, and go on waiting when it differs.',
});

export const ignoresOwnRequest = passesOver({
  id: 'icmp-ping/ignores-own-request',
  title: 'It does not take a request for a reply',
  points: 5,
  source: rfc792Echo,
  scenario: ownRequest,
  why: 'On loopback a raw socket gets its own request first: a program that takes it for the reply shows a time although nothing answered.',
  mistake: 'Checking the identifier but not the type. A reply has type 0, a request 8.',
  role: 'own-request',
  what: 'a copy of its own request',
  hint: 'The program took its own request (type 8) for the reply, as happens on loopback. Check that the type is 0, echo reply, before anything else.',
});

export const ignoresOtherTypes = passesOver({
  id: 'icmp-ping/ignores-other-types',
  title: 'A message of another type does not end the wait',
  points: 4,
  source: rfc1122Icmp,
  scenario: otherType,
  why: 'Messages of unknown type must be discarded without a word.',
  mistake:
    'One recv for each request, whatever it brings; loop until the reply is there or the second is over.',
  role: 'other-type',
  what: 'a Timestamp Reply (type 14) to another program',
  hint: 'A message of another type ended the wait. Receive in a loop: look at type and identifier, and wait on for the rest of the second when they are not yours.',
});
