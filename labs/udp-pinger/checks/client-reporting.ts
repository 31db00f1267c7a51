import { defineCheck, expectThat, handout, type RttMatches, reportedLosses } from '../../../harness/index.ts';
import { noneLost, someLost } from '../scenarios/client-scenarios.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { inMs, namePings, quoted, read, readHonest } from './reading.ts';
import { echoServer } from './reproduce.ts';

const needs = ['udp-pinger/keeps-pinging'];

export const reportsEachRtt = defineCheck<PingerFacts>({
  id: 'udp-pinger/reports-each-round-trip-time',
  title: 'It prints the round-trip time of each ping, and it is right',
  kind: 'core',
  level: 'course',
  points: 11,
  sources: [handout('4')],
  scenario: noneLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Answers each ping after a delay of its own from 50 to 155 ms and looks for these times in the output.',
    expects:
      'For each ping, in order, a number that agrees with the wire in seconds, milliseconds or microseconds, within 25 ms or 30 %. Words, language and layout do not matter; but not clearly more such times than there were pings.',
    why: 'It is what a pinger is for.',
    mistake:
      'Processor time instead of clock time (clock(), process_time()), a wrong factor, or the clock started too late.',
  },
  judge(observation) {
    const { matches, truths, printed } = readHonest(observation);
    const missing = truths.flatMap((truth, ping) =>
      truth !== undefined && !matches.byPing[ping] ? [ping] : [],
    );
    const due = truths.map((truth) => (truth === undefined ? 'lost' : inMs(truth))).join(', ');
    expectThat(matches.scale.unit !== undefined, () => ({
      expected: due,
      actual: `times that are ${matches.scale.name}: ${figures(matches)}`,
      hint: 'The times are in proportion but off by a factor. Look at the unit of your clock: time.time() counts seconds (times 1000 for ms), System.nanoTime() nanoseconds (divided by 1,000,000).',
      ...echoServer(observation, 'none-lost'),
    }));
    expectThat(missing.length === 0 && matches.due > 0, () => ({
      expected: due,
      actual:
        missing.length > 0
          ? `no such time for ${namePings(missing)}; it printed: ${quoted(printed)}`
          : 'no ping was answered',
      hint: whyNoTime(printed),
      ...echoServer(observation, 'none-lost'),
    }));
  },
});

export const labelsAreRight = defineCheck<PingerFacts>({
  id: 'udp-pinger/round-trip-times-have-the-unit-they-name',
  title: 'The unit printed beside the round-trip times is the one they are in',
  kind: 'core',
  level: 'course',
  points: 3,
  sources: [handout('4')],
  scenario: noneLost,
  needs: ['udp-pinger/reports-each-round-trip-time'],
  explanation: {
    does: 'Compares the unit behind each printed time, or in its line, with the unit in which the number is right.',
    expects: 'The same unit. No unit at all is accepted here.',
    why: '"0.08 ms" for 80 ms is wrong by a factor of a thousand.',
    mistake: 'time.time() counts seconds: multiply by 1000 before you write "ms".',
  },
  judge(observation) {
    const { matches } = read(observation);
    const wrong = matches.byPing.find((match) => match?.label === 'wrong');
    expectThat(!wrong, () => ({
      expected: `${wrong?.figure.text} ${matches.scale.name}, which is ${inMs(wrong?.valueMs ?? 0)}`,
      actual: `${wrong?.figure.text} ${wrong?.figure.unit}`,
      hint: 'The number is right in another unit than the one that is printed behind it. Convert it (seconds times 1000 are milliseconds), or print the unit that it is in.',
      ...echoServer(observation, 'none-lost'),
    }));
  },
});

export const namesTheUnit = defineCheck<PingerFacts>({
  id: 'udp-pinger/names-the-unit-of-the-round-trip-times',
  title: 'The round-trip times are printed with their unit',
  kind: 'robust',
  level: 'course',
  points: 0,
  sources: [handout('4')],
  scenario: noneLost,
  needs: ['udp-pinger/reports-each-round-trip-time'],
  explanation: {
    does: 'Looks for a unit behind each printed time, in its line, or in a heading.',
    expects: 'ms, s, us or their names, in any of the usual languages.',
    why: 'A reader of "0.08" has to guess.',
    mistake: 'print("RTT:", end - start)',
  },
  judge(observation) {
    const { matches } = read(observation);
    const bare = matches.byPing.find((match) => match?.label === 'missing');
    expectThat(!bare, () => ({
      expected: `${bare?.figure.text} ${matches.scale.name}`,
      actual: `${bare?.figure.text}, without a unit`,
      hint: `Print the unit behind each time: "RTT 81.2 ms" tells a reader what "81.2" leaves open.`,
      ...echoServer(observation, 'none-lost'),
    }));
  },
});

export const reportsEachLoss = defineCheck<PingerFacts>({
  id: 'udp-pinger/reports-each-lost-ping',
  title: 'It says of each lost ping that it was lost',
  kind: 'core',
  level: 'course',
  points: 7,
  sources: [handout('5')],
  scenario: someLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Drops three or four of the ten pings and reads what is printed between the pings that were answered.',
    expects:
      'For each lost ping something that is not printed for an answered one, in any words and any language.',
    why: 'A reader must see which pings were lost.',
    mistake: 'except timeout: pass',
  },
  judge(observation) {
    const { output, matches, truths, printed } = readHonest(observation);
    expectThat(truths.includes(undefined), () => ({
      expected: 'pings that are lost, and a word about each',
      actual: `the client sent no more than ${truths.length}, which were answered`,
      hint: 'The program ended before a ping was lost: send all ten, whatever becomes of the ones before.',
    }));
    const reported = reportedLosses(
      output,
      matches,
      truths.map((truth) => truth === undefined),
    );
    const silent = reported.flatMap((isReported, ping) => (isReported ? [] : [ping]));
    expectThat(silent.length === 0, () => ({
      expected: `a word about ${namePings(truths.flatMap((truth, ping) => (truth === undefined ? [ping] : [])))}, which were lost`,
      actual: `nothing about ${namePings(silent)}; it printed: ${quoted(printed)}`,
      hint: 'Nothing is printed where the receive times out: print a line there, such as "Request timed out", with the number of the ping.',
      ...echoServer(observation, 'some-lost'),
    }));
  },
});

/** The likeliest cause of times that are not found, by what was printed in their place. */
function whyNoTime(printed: string): string {
  const advice =
    'Read a clock that goes on while the program waits (time.time(), System.nanoTime(), performance.now()) right before the send and right after the receive, and print the difference.';
  const figures = printed.match(/\d+\.\d+(?:e-\d+)?/gi) ?? [];
  if (!/\d/.test(printed)) return `No number was printed. ${advice}`;
  if (figures.length > 0 && figures.every((each) => Number(each) < 0.005))
    return `The printed times are next to nothing: that is processor time (time.clock(), process_time()), or the clock is read twice in a row. ${advice}`;
  return `The printed numbers are not the time from send to answer. ${advice}`;
}

function figures({ byPing }: RttMatches): string {
  return byPing
    .flatMap((match) => (match ? [`${match.figure.text} ${match.figure.unit ?? ''}`.trim()] : []))
    .join(', ');
}
