import { defineScenario } from '../../../harness/index.ts';
import { distinctDelays, LATER_PINGS, repliesAfter } from './delays.ts';
import { type PingerFacts, playPings } from './play-pings.ts';

const part = 'client';
const timeoutMs = 75_000;

export const noneLost = defineScenario<PingerFacts>({
  id: 'none-lost',
  title: 'Ten pings, none lost, each answered after a delay of its own from 50 to 155 ms',
  part,
  timeoutMs,
  run: (world, facts) =>
    playPings(world, facts, { default: LATER_PINGS, replies: repliesAfter(distinctDelays(world.random)) }),
});

export const someLost = defineScenario<PingerFacts>({
  id: 'some-lost',
  title: 'Three or four of ten pings are lost, the others are answered after delays of their own',
  part,
  timeoutMs,
  async run(world, facts) {
    // The first and the last are answered: what is said of a loss stands between two answers.
    // One of the first three is lost: a client that sends few meets a loss, too.
    const early = world.random.integer(1, 2);
    const others = world.random.shuffle([1, 2, 3, 4, 5, 6, 7, 8].filter((ping) => ping !== early));
    const lost = [early, ...others.slice(0, world.random.integer(2, 3))];
    await playPings(world, facts, {
      loss: { kind: 'list', lost },
      default: LATER_PINGS,
      replies: repliesAfter(distinctDelays(world.random)),
    });
  },
});

export const allLost = defineScenario<PingerFacts>({
  id: 'all-lost',
  title: 'Every ping is lost',
  part,
  timeoutMs,
  run: (world, facts) => playPings(world, facts, { loss: { kind: 'all' } }),
});

/** The ping (from 0) whose answer comes in the middle of the next ping's wait. */
export const LATE_PING = 2;

export const lateReply = defineScenario<PingerFacts>({
  id: 'late-reply',
  title:
    'The answer to the third ping comes 1.3 s after it, while the fourth waits for its own, which takes 0.6 s',
  part,
  timeoutMs,
  async run(world, facts) {
    const delays = distinctDelays(world.random);
    delays[LATE_PING] = 1300;
    delays[LATE_PING + 1] = 600;
    await playPings(world, facts, { default: LATER_PINGS, replies: repliesAfter(delays) });
  },
});

export const repeatedReplies = defineScenario<PingerFacts>({
  id: 'repeated-replies',
  title: 'Three of the answers come twice',
  part,
  timeoutMs,
  async run(world, facts) {
    const replies = repliesAfter(distinctDelays(world.random));
    for (const number of [1, 4, 6]) replies[number] = { ...replies[number], copies: 2, copyGapMs: 8 };
    await playPings(world, facts, { default: LATER_PINGS, replies });
  },
});

/** The pings (from 0) in whose wait a datagram of other content comes first. */
export const DISTURBED_PINGS: readonly number[] = [2, 5];

export const foreignReplies = defineScenario<PingerFacts>({
  id: 'foreign-replies',
  title: 'A datagram that answers no ping comes before the answers to the third and the sixth',
  part,
  timeoutMs,
  async run(world, facts) {
    const replies = repliesAfter(distinctDelays(world.random));
    for (const number of DISTURBED_PINGS) {
      const other = { delayMs: 90, bytes: Buffer.from(`hello ${world.random.word(8)}`) };
      replies[number] = { delayMs: 400 + 60 * number, also: [other] };
    }
    await playPings(world, facts, { default: LATER_PINGS, replies });
  },
});

export const unreachable = defineScenario<PingerFacts>({
  id: 'port-unreachable',
  title: 'Nothing listens on the port: each ping is answered by ICMP "port unreachable"',
  part,
  timeoutMs,
  run: (world, facts) => playPings(world, facts, undefined),
});
