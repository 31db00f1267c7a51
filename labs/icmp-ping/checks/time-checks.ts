import {
  defineCheck,
  expectThat,
  fail,
  handout,
  inconclusive,
  type RttTolerance,
} from '../../../harness/index.ts';
import { answered } from '../scenarios/answered.ts';
import { someLost } from '../scenarios/some-lost.ts';
import { checksumIsRight } from './checksum-check.ts';
import { packetsOf, printed } from './evidence.ts';
import { milliseconds, readHonestTimes } from './read-times.ts';
import { pingWithDelay } from './reproduce.ts';
import { sendsEchoRequests } from './request-checks.ts';

/** On a busy machine a program sees a reply late, never early; below is room for coarse rounding. */
const tolerance: RttTolerance = { belowMs: 12, belowShare: 0.15, aboveMs: 120, aboveShare: 0.3 };

export const printsRightTimes = defineCheck({
  id: 'icmp-ping/rtt',
  title: 'The round-trip time printed for each reply is right',
  kind: 'core',
  level: 'course',
  points: 15,
  isTimed: true,
  needs: [sendsEchoRequests.id, checksumIsRight.id],
  sources: [handout('8')],
  scenario: answered,
  explanation: {
    does: 'Answers each request after a delay of its own, 140 to 460 ms, and compares what is printed with the time stamps on the wire.',
    expects:
      'For each reply a number that is right in s, ms or µs, up to 120 ms or 30 % more than on the wire, and up to 15 % less. Words do not matter.',
    why: 'The round-trip time is what a pinger is for.',
    mistake:
      'Measuring CPU time, or from the start of the program; waiting or sleeping before the clock is read.',
  },
  judge(observation) {
    const { pings, matches, output } = readHonestTimes(observation, { tolerance });
    // Figures that are right but for a factor of 10 or 100 are right in no unit.
    const shown = matches.scale.unit === undefined ? [] : matches.byPing;
    const missing = pings.filter(({ index, rttMs }) => rttMs !== undefined && !shown[index]);
    const [first] = missing;
    if (matches.due === 0) inconclusive('None of its requests was answered in time');
    if (!first) return;
    fail({
      expected: `for request ${first.index + 1}: ${milliseconds(first.rttMs ?? 0)}`,
      actual:
        matches.scale.unit === undefined
          ? `times that are ${matches.scale.name}`
          : `${matches.found} of ${matches.due} times can be found in the output`,
      hint: whyNoTime(
        matches.scale.unit === undefined ? matches.scale.name : undefined,
        output.figures.length,
      ),
      ...pingWithDelay,
      credit: shown.length > 0 && matches.found / matches.due >= 0.75 ? 0.5 : 0,
      evidence: packetsOf(first),
    });
  },
});

export const namesTheUnit = defineCheck({
  id: 'icmp-ping/rtt-unit',
  title: 'The printed times carry their unit, and the right one',
  kind: 'core',
  level: 'course',
  points: 4,
  isTimed: true,
  needs: [sendsEchoRequests.id],
  sources: [handout('8')],
  scenario: someLost,
  explanation: {
    does: 'Finds out in which unit the printed times are right, and looks for the name of a unit beside them.',
    expects: '`ms`, `s`, `µs` or their names in many languages, beside the number or anywhere in its line.',
    why: '0.08 is no statement: of what?',
    mistake: 'Printing the bare difference of two time.time() calls, or writing `ms` behind seconds.',
  },
  judge(observation) {
    const { matches, output } = readHonestTimes(observation, { untilMs: observation.facts.interruptedAtMs });
    const found = matches.byPing.filter((match) => match !== undefined);
    expectThat(output.figures.length > 0, () => ({
      expected: 'the time of each reply, with its unit',
      actual: 'no time was printed',
      hint: 'No time was found in the output. Print the time of each reply when it has come, with its unit: print("RTT %.3f ms" % (rtt * 1000)).',
      ...pingWithDelay,
    }));
    if (found.length === 0) inconclusive('None of the printed times can be matched with the wire');
    const wrong = found.find(({ label }) => label === 'wrong');
    if (wrong) {
      fail({
        expected: `${milliseconds(wrong.valueMs)}, labelled so`,
        actual: `${wrong.figure.text} with another unit behind it (right in ${matches.scale.name})`,
        hint: 'The number is right in another unit than the one printed behind it: time.time() counts seconds, so multiply the difference by 1000 before you print `ms`.',
        ...pingWithDelay,
        evidence: [printed(wrong.figure.text)],
      });
    }
    const bare = found.filter(({ label }) => label === 'missing');
    expectThat(bare.length * 2 <= found.length, () => ({
      expected: 'a unit with each time, such as `ms`',
      actual: `${bare[0]?.figure.text}, without a unit`,
      hint: 'The times stand alone. Print the unit behind each, best as milliseconds: print("RTT %.3f ms" % (rtt * 1000)).',
      evidence: [printed(bare[0]?.figure.text ?? '')],
    }));
  },
});

/** @param scale how the printed times are off, when all are off by one factor */
function whyNoTime(scale: string | undefined, printedFigures: number): string {
  const advice =
    'Read the clock right before sending and right after receiving, and print the difference for each reply.';
  if (scale !== undefined)
    return `The times are in proportion but ${scale}: look at the factor from the unit of your clock to the one you print. ${advice}`;
  return printedFigures === 0
    ? `No time was printed. ${advice}`
    : `The printed times are not those on the wire: of processor time (time.clock(), process_time()), or of a clock that is read too early or too late. ${advice}`;
}
