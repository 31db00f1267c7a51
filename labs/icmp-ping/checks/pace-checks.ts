import { defineCheck, expectThat, fail, handout, inconclusive } from '../../../harness/index.ts';
import { answered } from '../scenarios/answered.ts';
import { someLost } from '../scenarios/some-lost.ts';
import { checksumIsRight } from './checksum-check.ts';
import { packetsOf } from './evidence.ts';
import { consecutive, gapMs, median, type Ping, readPings } from './read-pings.ts';
import { milliseconds, readTimes } from './read-times.ts';
import { pingNobody, pingWithDelay, watchWire } from './reproduce.ts';
import { keepsPinging } from './request-checks.ts';

export const sendsOneASecond = defineCheck({
  id: 'icmp-ping/one-a-second',
  title: 'It sends about one request a second',
  kind: 'core',
  level: 'course',
  points: 6,
  isTimed: true,
  // Without replies it can only be waiting for them.
  needs: [keepsPinging.id, checksumIsRight.id],
  sources: [handout('6')],
  scenario: answered,
  explanation: {
    does: 'Answers each request within half a second and measures the time to the next one to the same address.',
    expects:
      'A median of 0.7 to 1.8 s: a second from request to request, or a pause of a second after the reply.',
    why: 'More is a load on the network and on the host, less tells little.',
    mistake: 'No pause in the loop, or one that comes on top of a wait for the rest of the second.',
  },
  judge(observation) {
    const pairs = consecutive(readPings(observation)).filter(([ping]) => ping.rttMs !== undefined);
    if (pairs.length === 0)
      inconclusive('No answered request was followed by another one to the same address');
    const pace = median(pairs.map(gapMs));
    expectThat(pace >= 700 && pace <= 1800, () => ({
      expected: 'about one second from request to request',
      actual: `${milliseconds(pace)} (median of ${pairs.length})`,
      hint:
        pace < 700
          ? 'The next request leaves as soon as the reply is there. Sleep for what is left of the second after each ping.'
          : 'After the reply the program still waits for its time-out, or sleeps for longer than a second. Go on as soon as the reply is there, and sleep for one second at most.',
      ...watchWire,
      evidence: packetsOf(...(pairs[0] ?? [])),
    }));
  },
});

export const goesOnAfterLoss = defineCheck({
  id: 'icmp-ping/goes-on-after-loss',
  title: 'After a lost request it sends the next one',
  kind: 'core',
  level: 'course',
  points: 4,
  isTimed: true,
  needs: [keepsPinging.id],
  sources: [handout('7')],
  scenario: someLost,
  explanation: {
    does: 'Does not answer the second request.',
    expects: 'A third one, within the time of the scenario.',
    why: 'A lost packet is what a pinger is there to find; it must not hang or end on the first.',
    mistake: 'A recv without a time-out, or leaving the loop on the time-out.',
  },
  judge(observation) {
    const pings = readPings(observation);
    const lost = pings.find(({ role }) => role === 'lost');
    if (!lost || (lost.isCut && pings.length === lost.index + 1)) {
      inconclusive('It sent fewer than two requests, none of which was lost');
    }
    expectThat(pings.length > lost.index + 1, () => ({
      expected: 'a request after the lost one',
      actual: observation.facts.interruptedAtMs
        ? 'nothing more: it still waits for the reply'
        : 'nothing more: it ended',
      hint: 'A lost reply ends or blocks the program. Wait with select or settimeout for one second at most, and go on with the next request when it is over.',
      ...pingNobody,
      evidence: packetsOf(lost),
    }));
  },
});

export const waitsOneSecond = defineCheck({
  id: 'icmp-ping/waits-one-second',
  title: 'It waits one second for each reply, not longer and not shorter',
  kind: 'core',
  level: 'course',
  points: 7,
  isTimed: true,
  needs: [goesOnAfterLoss.id],
  sources: [handout('7')],
  scenario: someLost,
  explanation: {
    does: 'Loses one request and answers another after 0.8 s.',
    expects:
      'The next request comes about a second after the lost one, or after that second and the usual pause; the slow reply is taken.',
    why: 'The handout sets one second: a shorter wait calls slow hosts dead, a longer one slows the run down.',
    mistake: 'A time-out in the wrong unit, or one that starts again with each packet that comes in.',
  },
  judge(observation) {
    const times = readTimes(observation);
    judgeLongestWait(times.pings);
    const slow = times.pings.find(({ role, rttMs }) => role === 'slow' && rttMs !== undefined);
    if (!slow) return;
    const others = times.matches.found - (times.matches.byPing[slow.index] ? 1 : 0);
    // Where no time can be matched at all, this one says nothing about waiting.
    if (times.matches.byPing[slow.index] || others === 0) return;
    fail({
      expected: `a time near ${milliseconds(slow.rttMs ?? 0)} for the reply that came in its second`,
      actual: 'no such time was printed',
      hint: 'The program gave up before the reply came. Wait a full second for each reply before the request is called lost.',
      ...pingWithDelay,
      evidence: packetsOf(slow),
    });
  },
});

/**
 * A program either pauses after each ping, or keeps a beat in which the wait is contained. So the shortest pause seen,
 * that after the slow reply, is what the gap after a lost request holds besides the wait.
 */
function judgeLongestWait(pings: readonly Ping[]): void {
  const pairs = consecutive(pings);
  const lost = pairs.filter(([ping]) => ping.role === 'lost');
  if (lost.length === 0) inconclusive('No lost request was followed by another one to the same address');
  const pausesMs = pairs
    .filter(([ping]) => ping.rttMs !== undefined)
    .map((pair) => gapMs(pair) - (pair[0].rttMs ?? 0));
  const pauseMs = pausesMs.length > 0 ? Math.min(...pausesMs) : 1000;
  const gap = Math.min(...lost.map(gapMs));
  const evidence = packetsOf(...(lost[0] ?? []));
  expectThat(gap - pauseMs <= 1600, () => ({
    expected: 'a wait of one second for the lost reply',
    actual: `${milliseconds(gap - pauseMs)}, besides a pause of ${milliseconds(pauseMs)} after each ping`,
    hint: 'The time-out is longer than a second, or begins anew with each message that comes. Give the request up one second after it was sent.',
    ...pingNobody,
    evidence,
  }));
  expectThat(gap >= 750, () => ({
    expected: 'a wait of one second for the lost reply',
    actual: `the next request ${milliseconds(gap)} after the lost one`,
    hint: 'The program gives up too early. Wait a full second before the request is called lost; time-outs are in seconds in Python, in milliseconds in JavaScript and Java.',
    ...pingNobody,
    evidence,
  }));
}
