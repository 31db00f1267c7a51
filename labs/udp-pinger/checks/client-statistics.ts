import {
  defineCheck,
  expectThat,
  fail,
  handout,
  inconclusive,
  lastPrinted,
  type Observation,
  type PingStatistics,
  readLoss,
  readStatistics,
  reportedLosses,
  statesCount,
} from '../../../harness/index.ts';
import { someLost } from '../scenarios/client-scenarios.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { inMs, quoted, type Reading, readHonest } from './reading.ts';
import { echoServer } from './reproduce.ts';
import { whyLossIsWrong, whyMissing } from './why-statistics.ts';

const needs = ['udp-pinger/keeps-pinging'];

export const minAvgMax = defineCheck<PingerFacts>({
  id: 'udp-pinger/minimum-average-maximum',
  title: 'At the end it prints the minimum, the average and the maximum of its round-trip times',
  kind: 'core',
  level: 'course',
  points: 8,
  sources: [handout('6')],
  scenario: someLost,
  needs,
  isAwaited: true,
  explanation: {
    does: 'Drops some pings and looks for three numbers behind (or before) the reports of the single pings.',
    expects:
      'The least, the mean and the greatest of the times that the program itself printed, in any order, unit and language. Where it printed none, those of the wire.',
    why: 'One time says little; these three say how the path behaves.',
    mistake: 'Lost pings counted as 0 or as 1000 ms, the sum divided by ten, or a minimum that begins at 0.',
  },
  judge(observation) {
    const { reading, statistics } = summed(observation);
    const { minMs, avgMs, maxMs } = statistics.expected;
    const missing = (['min', 'avg', 'max'] as const).filter((name) => !statistics[name]);
    expectThat(missing.length === 0, () => ({
      expected: `minimum ${inMs(minMs)}, average ${inMs(avgMs)}, maximum ${inMs(maxMs)}`,
      actual: `${missing.map((name) => NAMES[name]).join(', ')} not found in: ${quoted(tail(reading))}`,
      hint: whyMissing(missing),
      // One of the three found alone may be there by chance.
      credit: missing.length === 1 ? 0.5 : 0,
      evidence: lastPrinted(observation),
      ...echoServer(observation, 'some-lost'),
    }));
  },
});

export const lossPercentage = defineCheck<PingerFacts>({
  id: 'udp-pinger/loss-percentage',
  title: 'At the end it prints the loss in percent of the pings that were sent',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('7')],
  scenario: someLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Drops three or four of the pings and looks for the share that was lost.',
    expects:
      'Lost by sent, from 0 to 100 (with or without a percent sign) or as a share from 0 to 1. Of several rates the last ones count.',
    why: 'Loss is the first thing one asks of a path.',
    mistake:
      'Divided by what was received, the share that arrived instead of the one that was lost, or whole-number division.',
  },
  judge(observation) {
    const reading = readHonest(observation);
    const received = reading.truths.filter((truth) => truth !== undefined).length;
    const loss = readLoss(reading.output, reading.matches, reading.pings.length, received);
    expectThat(loss.right !== undefined, () => ({
      expected: `${loss.expectedPercent.toFixed(0)} % (${reading.pings.length - received} of ${reading.pings.length})`,
      actual:
        loss.otherPercentages.length > 0
          ? loss.otherPercentages.map(({ text }) => `${text} %`).join(', ')
          : `no such number in: ${quoted(tail(reading))}`,
      hint: whyLossIsWrong(
        loss.otherPercentages.map(({ text }) => Number(text)),
        reading.pings.length - received,
        reading.pings.length,
      ),
      evidence: lastPrinted(observation),
      ...echoServer(observation, 'some-lost'),
    }));
  },
});

export const packetsAndTotals = defineCheck<PingerFacts>({
  id: 'udp-pinger/each-ping-and-totals-together',
  title: 'One run reports each ping and, at the end, the totals: sent, received, lost, and the times',
  kind: 'extension',
  level: 'course',
  points: 4,
  sources: [handout('9')],
  scenario: someLost,
  needs: [...needs, 'udp-pinger/minimum-average-maximum', 'udp-pinger/loss-percentage'],
  isAwaited: true,
  explanation: {
    does: 'Drops some pings and reads the whole output.',
    expects:
      'The time of each answered ping, a word about each lost one, and behind them how many were sent and received.',
    why: 'The totals sum up what the lines show, and the lines explain the totals.',
    mistake: 'Only the one or the other is printed.',
  },
  judge(observation) {
    const reading = readHonest(observation);
    const { output, matches, truths, pings } = reading;
    const isLost = truths.map((truth) => truth === undefined);
    const missing = [
      matches.found < matches.due && 'the time of each ping',
      reportedLosses(output, matches, isLost).includes(false) && 'a word about each lost ping',
      !statesCount(output, matches, pings.length) && 'how many were sent',
      !statesCount(output, matches, matches.due) && 'how many were answered',
    ].filter((each) => each !== false);
    expectThat(missing.length === 0, () => ({
      expected: 'a line for each ping, and sent and received counts at the end',
      actual: `missing: ${missing.join(', ')}`,
      hint: 'Print a line for each ping as it is answered or lost, count both as you go, and print the counts with the statistics after the loop.',
      evidence: lastPrinted(observation),
      ...echoServer(observation, 'some-lost'),
    }));
  },
});

export const standardDeviation = defineCheck<PingerFacts>({
  id: 'udp-pinger/standard-deviation',
  title: 'At the end it prints the standard deviation of its round-trip times',
  kind: 'extension',
  level: 'course',
  points: 3,
  sources: [handout('10')],
  scenario: someLost,
  needs: [...needs, 'udp-pinger/minimum-average-maximum'],
  isAwaited: true,
  explanation: {
    does: 'Looks for the deviation behind (or before) the reports of the single pings.',
    expects: 'That of the population or of the sample, of the times the program itself printed.',
    why: 'It says how far one can rely on the average.',
    mistake: 'The mean of the squares without the square of the mean.',
  },
  judge(observation) {
    const { reading, statistics } = summed(observation);
    if (reading.truths.filter((truth) => truth !== undefined).length < 2)
      inconclusive('Of a single time there is no deviation');
    expectThat(statistics.stddev !== undefined, () => ({
      expected: statistics.expected.stddevMs.map(inMs).join(' (population) or ').concat(' (sample)'),
      actual: `no such number in: ${quoted(tail(reading))}`,
      hint: 'Take the root of the mean of the squared differences from the average; in Python statistics.pstdev(times) does it.',
      evidence: lastPrinted(observation),
      ...echoServer(observation, 'some-lost'),
    }));
  },
});

const NAMES = { min: 'minimum', avg: 'average', max: 'maximum' } as const;

function summed(observation: Observation<PingerFacts>): { reading: Reading; statistics: PingStatistics } {
  const reading = readHonest(observation);
  const statistics = readStatistics(reading.output, reading.matches, reading.truths);
  if (statistics === undefined)
    fail({
      expected: 'answered pings to sum up',
      actual: 'no ping was answered while it waited',
      hint: 'Mend first why no answer is waited for: without round-trip times there is nothing to sum up.',
    });
  return { reading, statistics };
}

/** The end of what was printed: statistics stand there. */
function tail({ printed }: Reading): string {
  return printed.trim().split('\n').slice(-6).join('\n');
}
