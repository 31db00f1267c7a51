import {
  defineCheck,
  expectThat,
  fail,
  handout,
  matchRtts,
  type Observation,
  type PingOutput,
  printedText,
  type Reproduction,
  RTT_TOLERANCE,
  type RttMatches,
  reached,
  readOutput,
  reportedLosses,
} from '../../../harness/index.ts';
import {
  type HeartbeatServerFacts,
  steadyHeartbeat,
  stoppingHeartbeat,
} from '../scenarios/heartbeat-scenarios.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { numberingOf } from './message-content.ts';
import { inMs, quoted } from './reading.ts';
import { echoServer, sendHeartbeats } from './reproduce.ts';
import { pinger, wirePings } from './wire-pings.ts';

export const heartbeatIsNumberedAndTimed = defineCheck<PingerFacts>({
  id: 'udp-pinger/heartbeat-has-number-and-time',
  title: 'Each heartbeat carries its number and the time at which it was sent',
  kind: 'extension',
  level: 'course',
  points: 3,
  sources: [handout('18')],
  scenario: steadyHeartbeat,
  isTimed: true,
  explanation: {
    does: 'Takes the datagrams of the heartbeat client for twelve seconds.',
    expects: 'At least three, with a number that grows by one, and something else that changes with time.',
    why: 'The server computes loss from the number and delay from the time.',
    mistake: 'The same text each time.',
  },
  judge(observation) {
    const beats = wirePings(observation);
    if (beats.length < 3)
      fail({
        expected: 'at least 3 heartbeats in twelve seconds',
        actual: pinger(observation).notUpBecause ?? `${beats.length} datagrams`,
        hint: 'Too few heartbeats left in that time: send one about every second, in an endless loop, and wait for no answer.',
      });
    const { first, rest } = numberingOf(beats.map(({ bytes }) => bytes));
    const sample = beats
      .slice(0, 2)
      .map(({ bytes }) => JSON.stringify(quoted(Buffer.from(bytes).toString(), 60)));
    expectThat(first !== undefined && new Set(rest).size > 1, () => ({
      expected: 'a number that grows by one, and the time',
      actual: sample.join(', then '),
      hint:
        first === undefined
          ? 'The messages carry no number that grows. Send "Heartbeat 1 1763899200.25", then "Heartbeat 2 ..." and so on.'
          : 'Nothing but the number changes: put the time of sending behind it, "Heartbeat 1 1763899200.25".',
      ...echoServer(observation, 'all-lost'),
    }));
  },
});

export const heartbeatIsRegular = defineCheck<PingerFacts>({
  id: 'udp-pinger/heartbeat-is-regular',
  title: 'Heartbeats leave at regular times',
  kind: 'extension',
  level: 'course',
  points: 2,
  sources: [handout('18')],
  scenario: steadyHeartbeat,
  needs: ['udp-pinger/heartbeat-has-number-and-time'],
  isTimed: true,
  explanation: {
    does: 'Measures the time between the datagrams.',
    expects: 'At least half of the gaps within 30 % of the middle one, which is 50 ms or more.',
    why: 'The server can tell that a client has stopped only when it knows when the next sign of life is due.',
    mistake: 'A heartbeat after each key press, or all of them at once.',
  },
  judge(observation) {
    const beats = wirePings(observation);
    const gaps = beats.slice(1).map(({ sentAtMs }, index) => sentAtMs - (beats[index]?.sentAtMs ?? 0));
    const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
    const regular = gaps.filter((gap) => Math.abs(gap - middle) <= 0.3 * middle);
    expectThat(middle >= 50 && regular.length * 2 >= gaps.length, () => ({
      expected: 'equal gaps',
      actual: `gaps of ${gaps.slice(0, 8).map(inMs).join(', ')}`,
      hint: 'Sleep for the same time, one second say, after each heartbeat, and let nothing else in the loop wait.',
      ...echoServer(observation, 'all-lost'),
    }));
  },
});

export const heartbeatDelay = defineCheck<HeartbeatServerFacts>({
  id: 'udp-pinger/heartbeat-server-reports-one-way-delay',
  title: 'The heartbeat server reports the one-way delay of each heartbeat',
  kind: 'extension',
  level: 'course',
  points: 3,
  sources: [handout('19')],
  scenario: stoppingHeartbeat,
  isTimed: true,
  explanation: {
    does: 'Sends "Heartbeat n time" with times that lie 150 to 630 ms back.',
    expects:
      'For each, in order, a number that agrees with that delay in seconds, milliseconds or microseconds.',
    why: 'Both clocks are the same here, so the difference is the delay.',
    mistake: 'The time between two heartbeats instead of the time from sending to receiving.',
  },
  judge(observation) {
    const { output, delays, printed } = readHeartbeats(observation);
    const matches = matchDelays(output, delays);
    expectThat(matches.found === matches.due && matches.scale.unit !== undefined, () => ({
      expected: delays.map((delay) => (delay === undefined ? 'lost' : inMs(delay))).join(', '),
      actual: `${matches.found} of ${matches.due} found in: ${quoted(printed)}`,
      hint: 'The delay of each heartbeat was not found. The message is "Heartbeat n time", with the time in seconds since 1970: print time.time() minus float(time) for each one.',
      ...heartbeats(observation),
    }));
  },
});

export const heartbeatLoss = defineCheck<HeartbeatServerFacts>({
  id: 'udp-pinger/heartbeat-server-reports-lost-ones',
  title: 'The heartbeat server says which heartbeats were lost',
  kind: 'extension',
  level: 'course',
  points: 3,
  sources: [handout('20')],
  scenario: stoppingHeartbeat,
  needs: ['udp-pinger/heartbeat-server-reports-one-way-delay'],
  explanation: {
    does: 'Leaves out two of the numbers.',
    expects:
      'Something, in any words, before the report of the next heartbeat that is not printed otherwise.',
    why: 'A gap in the numbers is a lost datagram.',
    mistake: 'The numbers are printed but not compared.',
  },
  judge(observation) {
    const { output, delays, printed } = readHeartbeats(observation);
    const isLost = delays.map((delay) => delay === undefined);
    const reported = reportedLosses(output, matchDelays(output, delays), isLost);
    expectThat(!reported.includes(false), () => ({
      expected: 'a word about each number that was left out',
      actual: `nothing in: ${quoted(printed)}`,
      hint: 'Nothing is said where a number is left out. Remember the last number; when the next is more than one higher, print those in between as lost.',
      ...heartbeats(observation),
    }));
  },
});

export const heartbeatStops = defineCheck<HeartbeatServerFacts>({
  id: 'udp-pinger/heartbeat-server-notices-that-a-client-stopped',
  title: 'The heartbeat server says that a client has stopped',
  kind: 'extension',
  level: 'course',
  points: 3,
  sources: [handout('21')],
  scenario: stoppingHeartbeat,
  needs: ['udp-pinger/heartbeat-server-reports-one-way-delay'],
  isTimed: true,
  explanation: {
    does: 'Stops sending and waits up to fifteen seconds.',
    expects: 'More output, in any words.',
    why: 'It is what a heartbeat is for.',
    mistake: 'A receive without a time-out: without a datagram the server learns nothing.',
  },
  judge(observation) {
    const before = reached(observation.facts.outputBeforeSilence, 'all heartbeats to be sent');
    const after = reached(observation.facts.outputAfterSilence, 'the silence after the last heartbeat');
    expectThat(after > before, () => ({
      expected: 'a message within 15 s of the last heartbeat',
      actual: 'no output after the report of the last heartbeat',
      hint: 'The server goes on waiting and says nothing. Set a time-out on the receive, and print that the client has stopped when nothing came for some seconds.',
      ...heartbeats(observation),
    }));
  },
});

/** Heartbeats from a shell, for the port on which the server listened. */
function heartbeats({ programs }: Observation<HeartbeatServerFacts>): Reproduction {
  return sendHeartbeats(programs.at(-1)?.listening.find(({ protocol }) => protocol === 'udp')?.port);
}

/** On a busy machine a heartbeat may be read a good while after it came; never before. */
const LONGEST_STALL_MS = 500;

function matchDelays(output: PingOutput, delays: readonly (number | undefined)[]): RttMatches {
  const longest = delays.map((delay) => delay && delay + LONGEST_STALL_MS);
  return matchRtts(output, delays, RTT_TOLERANCE, { longest });
}

function readHeartbeats({ facts, programs }: Observation<HeartbeatServerFacts>) {
  const program = programs.at(-1);
  const heartbeats = reached(facts.heartbeats, program?.notUpBecause ?? 'the server to listen on a UDP port');
  const printed = printedText(program?.output ?? []);
  const output = readOutput(printed);
  return { printed, output, delays: heartbeats.map(({ delayMs }) => delayMs) };
}
