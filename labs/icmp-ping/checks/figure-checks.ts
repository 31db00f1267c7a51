import {
  defineCheck,
  expectThat,
  handout,
  inconclusive,
  lastPrinted,
  type PingStatistics,
  readStatistics,
} from '../../../harness/index.ts';
import { answered } from '../scenarios/answered.ts';
import { packetsOf } from './evidence.ts';
import { groupsOf } from './groups.ts';
import { milliseconds, readHonestTimes } from './read-times.ts';
import { pingWithDelay } from './reproduce.ts';
import { printsRightTimes } from './time-checks.ts';

export const printsStatistics = defineCheck({
  id: 'icmp-ping/statistics',
  title: 'At the end it prints minimum, average and maximum of the round-trip times',
  kind: 'extension',
  level: 'course',
  points: 6,
  isAwaited: true,
  needs: [printsRightTimes.id],
  sources: [handout('11')],
  scenario: answered,
  explanation: {
    does: 'Looks for the three figures behind the last printed time, after SIGINT to a program that goes on for ever.',
    expects:
      'Each agrees with the times that the program printed itself, for one target or for all, in any order and unit.',
    why: 'One figure says what the path is like; single times scatter.',
    mistake:
      'Counting lost requests as 0, or printing the figures only when the loop ends, which Ctrl-C prevents.',
  },
  judge(observation) {
    const times = readHonestTimes(observation);
    const readings = groupsOf(times).flatMap((group) => {
      const reading = readStatistics(times.output, group.matches, group.truths);
      return reading ? [reading] : [];
    });
    const [reading] = readings;
    if (!reading) inconclusive('None of its requests was answered in time');
    expectThat(
      readings.some(({ min, avg, max }) => min && avg && max),
      () => ({
        expected: describeExpected(reading),
        actual: describeMissing(reading),
        hint: 'Collect the times of the replies in a list, and print min(times), sum(times) / len(times) and max(times) at the end, also when Ctrl-C (KeyboardInterrupt) ends the loop.',
        evidence: lastPrinted(observation),
        ...pingWithDelay,
      }),
    );
  },
});

function describeExpected({ expected }: PingStatistics): string {
  const { minMs, avgMs, maxMs } = expected;
  return `minimum ${milliseconds(minMs)}, average ${milliseconds(avgMs)}, maximum ${milliseconds(maxMs)}`;
}

function describeMissing({ min, avg, max }: PingStatistics): string {
  const missing = Object.entries({ minimum: min, average: avg, maximum: max })
    .filter(([, figure]) => figure === undefined)
    .map(([name]) => name);
  return `no right ${missing.join(', ')} behind the last reply`;
}

/** Of the whole numbers from 43 to 113, the others among them: with more, the right ones are there by chance. */
const MOST_LIKELY_NUMBERS = 35;

export const showsTtl = defineCheck({
  id: 'icmp-ping/ttl',
  title: 'It shows the TTL of each reply',
  kind: 'extension',
  level: 'course',
  points: 4,
  isAwaited: true,
  needs: [printsRightTimes.id],
  sources: [handout('14')],
  scenario: answered,
  explanation: {
    does: 'Gives each reply a TTL of its own between 43 and 113.',
    expects: 'Each of these numbers in the output, and not half of all the others.',
    why: 'The TTL tells how many routers the reply has passed, and it stands in the IPv4 header that a raw socket delivers.',
    mistake: 'Reading it from the ICMP message; it is byte 8 of the IPv4 header.',
  },
  judge(observation) {
    const { pings, output } = readHonestTimes(observation);
    const due = pings.filter(({ rttMs }) => rttMs !== undefined);
    if (due.length === 0) inconclusive('None of its requests was answered in time');
    const shown = new Set(output.figures.map(({ value }) => value));
    const likely = [...shown].filter((value) => Number.isInteger(value) && value >= 43 && value <= 113);
    expectThat(likely.length <= MOST_LIKELY_NUMBERS, () => ({
      expected: 'the TTL of each reply',
      actual: `${likely.length} different numbers that may be one`,
      hint: 'Print the TTL of the reply alone, once for each: of so many numbers some are right by chance.',
    }));
    const missing = due.find(({ reply }) => !shown.has(reply?.ttl ?? -1));
    expectThat(missing === undefined, () => ({
      expected: `TTL ${missing?.reply?.ttl} for the reply to request ${(missing?.index ?? 0) + 1}`,
      actual: 'this number is not in the output',
      hint: 'The TTL is byte 8 of the IP header, with which recvfrom() of a raw socket begins: print packet[8] with the time of the reply.',
      ...pingWithDelay,
      ...(missing && { evidence: packetsOf(missing) }),
    }));
  },
});
