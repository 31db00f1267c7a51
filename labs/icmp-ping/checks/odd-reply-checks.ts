import { defineCheck, handout, type Scenario, type Source } from '../../../harness/index.ts';
import { damagedReplies } from '../scenarios/damaged-replies.ts';
import { oddReplies } from '../scenarios/odd-replies.ts';
import type { PingFacts } from '../scenarios/ping-story.ts';
import { highTtl, ipOptions } from '../scenarios/unusual-headers.ts';
import { expectOwnTime } from './own-time.ts';
import { keepsPinging } from './request-checks.ts';
import { rfc791Header, rfc792Echo, rfc1071 } from './sources.ts';
import { printsRightTimes } from './time-checks.ts';

interface OddReplyCheck {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario<PingFacts>;
  readonly role: string;
  readonly what: string;
  readonly hint: string;
  readonly source: Source;
  readonly why: string;
}

function defineOddReplyCheck(check: OddReplyCheck) {
  const { id, title, scenario, role, what, hint, source, why } = check;
  return defineCheck({
    id,
    title,
    kind: 'robust',
    level: 'should',
    points: 0,
    isTimed: true,
    needs: [keepsPinging.id, printsRightTimes.id],
    sources: [handout('15'), source],
    scenario,
    explanation: {
      does: `The program meets ${what}.`,
      expects: 'The time of the request’s own, undamaged reply is printed for it.',
      why,
      mistake: hint,
    },
    judge: (observation) => expectOwnTime(observation, { role, what, hint }),
  });
}

const sequenceHint =
  'Compare the sequence number of a reply with that of the request that waits, not the identifier alone.';

export const ignoresDuplicates = defineOddReplyCheck({
  id: 'icmp-ping/duplicate-replies',
  title: 'A second copy of a reply is not taken for the next one',
  scenario: oddReplies,
  role: 'after-duplicate',
  what: 'a second copy of the last reply',
  hint: sequenceHint,
  source: rfc792Echo,
  why: 'Networks deliver packets twice now and then.',
});

export const ignoresLateReplies = defineOddReplyCheck({
  id: 'icmp-ping/late-replies',
  title: 'A reply that comes after its second is not taken for the next one',
  scenario: oddReplies,
  role: 'after-late',
  what: 'the reply to the request before, which came after its second',
  hint: sequenceHint,
  source: rfc792Echo,
  why: 'A slow path would look like a fast one, and every later time would be wrong.',
});

export const ignoresCorruptedReplies = defineOddReplyCheck({
  id: 'icmp-ping/corrupted-replies',
  title: 'A reply with a wrong checksum does not count',
  scenario: damagedReplies,
  role: 'corrupted',
  what: 'a copy of the reply that was damaged on the way',
  hint: 'A raw socket delivers damaged messages, too: compute the checksum over the whole reply; it must come to zero.',
  source: rfc1071,
  why: 'What a damaged message says, the time in it included, may be anything.',
});

export const honoursHeaderLength = defineOddReplyCheck({
  id: 'icmp-ping/ip-options',
  title: 'A reply behind an IPv4 header with options is read right',
  scenario: ipOptions,
  role: 'ip-options',
  what: 'a reply whose IPv4 header is 32 bytes long',
  hint: 'The header says how long it is: (first byte & 15) * 4. Do not assume 20.',
  source: rfc791Header,
  why: 'With options, byte 20 is no longer where the ICMP message begins.',
});

export const acceptsHighTtl = defineOddReplyCheck({
  id: 'icmp-ping/high-ttl',
  title: 'A reply with a TTL above 127 is read right',
  scenario: highTtl,
  role: 'high-ttl',
  what: 'a reply with a TTL of 250',
  hint: 'The TTL is one byte without a sign: index the bytes, or unpack it as B; do not decode it as text.',
  source: rfc791Header,
  why: 'Routers and many hosts start at 255.',
});
