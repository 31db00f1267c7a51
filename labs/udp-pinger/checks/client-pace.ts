import { defineCheck, expectThat, handout } from '../../../harness/index.ts';
import { noneLost, someLost } from '../scenarios/client-scenarios.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { inMs } from './reading.ts';
import { echoServer } from './reproduce.ts';
import { pinger, severalPings, WAIT_MS, type WirePing, wirePings } from './wire-pings.ts';

/** A second by the program's clock, with room for how it is rounded. */
const SHORTEST_WAIT_MS = 0.85 * WAIT_MS;
const LONGEST_WAIT_MS = 1.5 * WAIT_MS;
const needs = ['udp-pinger/keeps-pinging'];

export const onePingAtATime = defineCheck<PingerFacts>({
  id: 'udp-pinger/sends-one-ping-at-a-time',
  title: 'The next ping leaves only after the answer to the last one, or after its second',
  kind: 'core',
  level: 'course',
  points: 7,
  sources: [handout('3')],
  scenario: someLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Answers some pings after 50 to 155 ms and drops the others, and looks when the next one leaves.',
    expects: 'Never before the answer, and after a lost one never before 0.85 s have passed.',
    why: 'With several pings on the way an answer may be taken for that to another ping.',
    mistake:
      'All ten are sent in one loop and the answers are read in a second one; or the time-out is far too short.',
  },
  judge(observation) {
    const pings = severalPings(observation);
    const early = pings.findIndex((ping, index) => {
      const next = pings[index + 1];
      if (!next) return false;
      if (ping.rttMs !== undefined && ping.answeredAtMs !== undefined)
        return next.sentAtMs < ping.answeredAtMs - 1;
      return next.sentAtMs - ping.sentAtMs < SHORTEST_WAIT_MS;
    });
    const ping = pings[early];
    const next = pings[early + 1];
    expectThat(!ping || !next, () => ({
      expected:
        ping?.rttMs === undefined ? 'a wait of one second' : `a wait for the answer, ${inMs(ping.rttMs)}`,
      actual: `ping ${early + 2} left ${inMs((next?.sentAtMs ?? 0) - (ping?.sentAtMs ?? 0))} after ping ${early + 1}`,
      hint: isBurst(pings)
        ? 'All pings left at once: it looks as if one loop sends and a second one receives. Send one ping, receive its answer with a time-out of one second, and only then begin the next turn of the loop.'
        : 'The next ping left too early: receive right after each send, with a time-out of one whole second (settimeout(1) in Python, setSoTimeout(1000) in Java).',
      ...echoServer(observation, 'some-lost'),
      ...(next?.packet && { evidence: [{ kind: 'packet', number: next.packet }] }),
    }));
  },
});

export const waitsOneSecond = defineCheck<PingerFacts>({
  id: 'udp-pinger/waits-at-most-one-second',
  title: 'It waits one second for a lost answer, not longer',
  kind: 'core',
  level: 'course',
  points: 6,
  sources: [handout('3')],
  scenario: someLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Drops three or four pings and measures how long the client waits before it sends the next one.',
    expects: 'At most 1.5 s. A pause that the client makes between all its pings is taken off first.',
    why: 'A ping that was lost must not hold up the others.',
    mistake:
      'No time-out is set, and the client waits for ever; or it is set to another time than one second.',
  },
  judge(observation) {
    const pings = severalPings(observation);
    const waits = gapsAfter(pings, (ping) => ping.rttMs === undefined);
    const shortest = Math.min(...waits);
    const pause = Math.min(...pausesAfterAnswers(pings));
    const isAtMost = (waitMs: number) => waitMs <= LONGEST_WAIT_MS;
    const isRight =
      waits.length > 0 && (isAtMost(shortest) || (Number.isFinite(pause) && isAtMost(shortest - pause)));
    expectThat(isRight, () => ({
      expected: 'the next ping about 1 s after one that was lost',
      actual:
        waits.length === 0
          ? 'after a lost ping no other was sent'
          : `${(shortest / 1000).toFixed(1)} s, the shortest of ${waits.length} waits`,
      hint:
        waits.length === 0
          ? 'The program waits for ever for an answer that was lost. Give the socket a time-out of one second, settimeout(1) in Python or setSoTimeout(1000) in Java, and go on with the next ping when it is over.'
          : 'The time-out is longer than one second, or a pause comes on top of it. Set it once, before the loop: settimeout(1) counts seconds, setSoTimeout(1000) milliseconds.',
      ...echoServer(observation, 'some-lost'),
    }));
  },
});

export const goesOnAtOnce = defineCheck<PingerFacts>({
  id: 'udp-pinger/goes-on-after-an-answer',
  title: 'It does not wait any longer once the answer has come',
  kind: 'robust',
  level: 'course',
  points: 0,
  sources: [handout('3')],
  scenario: noneLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Answers every ping and measures the time from the answer to the next ping.',
    expects: 'Half a second or less, usually.',
    why: 'The handout asks for the next ping when the answer has come; a pause that was meant is a matter of taste.',
    mistake: 'sleep(1) at the end of each turn, as well as the time-out.',
  },
  judge(observation) {
    const pauses = pausesAfterAnswers(severalPings(observation)).sort((a, b) => a - b);
    const usual = pauses[Math.floor(pauses.length / 2)] ?? 0;
    expectThat(usual <= 500, () => ({
      expected: 'the next ping within 500 ms of the answer',
      actual: `${inMs(usual)} later, usually`,
      hint: 'A pause (sleep) follows each answer. Leave it out: the time-out of the socket is the only wait that is needed.',
      ...echoServer(observation, 'none-lost'),
    }));
  },
});

export const endsByItself = defineCheck<PingerFacts>({
  id: 'udp-pinger/ends-by-itself',
  title: 'It ends by itself after the tenth ping',
  kind: 'core',
  level: 'course',
  points: 1,
  sources: [handout('8')],
  scenario: noneLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Answers every ping and waits for the end of the program.',
    expects: 'That it ends, with any exit status, without being interrupted.',
    why: 'A program that must be stopped by hand cannot be used by another.',
    mistake: 'An endless loop, or a receive without a time-out after the last ping.',
  },
  judge(observation) {
    const { exit } = pinger(observation);
    expectThat(exit !== undefined && !exit.isOurDoing, () => ({
      expected: 'the end of the program after its tenth ping',
      actual: `it was still running after ${wirePings(observation).length} pings`,
      hint:
        wirePings(observation).length > 10
          ? 'The loop that sends never ends: let it make ten turns, then print the statistics.'
          : 'The program waits for something after its last ping: a receive without a time-out, a thread that goes on, or a question to the user.',
      ...echoServer(observation, 'none-lost'),
    }));
  },
});

/** Whether most pings left within a second, answered or not. */
function isBurst(pings: readonly WirePing[]): boolean {
  const [first] = pings;
  return pings.filter(({ sentAtMs }) => sentAtMs - (first?.sentAtMs ?? 0) < 300).length > pings.length / 2;
}

/** From each ping that fits to the next one, ms. */
function gapsAfter(pings: readonly WirePing[], isMeant: (ping: WirePing) => boolean): number[] {
  return pings.flatMap((ping, index) => {
    const next = pings[index + 1];
    return next && isMeant(ping) ? [next.sentAtMs - ping.sentAtMs] : [];
  });
}

/** From each answer to the next ping, ms. */
function pausesAfterAnswers(pings: readonly WirePing[]): number[] {
  return pings.flatMap(({ rttMs, answeredAtMs }, index) => {
    const next = pings[index + 1];
    return next && rttMs !== undefined && answeredAtMs !== undefined ? [next.sentAtMs - answeredAtMs] : [];
  });
}
