import {
  defineCheck,
  expectThat,
  handout,
  inconclusive,
  lastPrinted,
  readLoss,
  reportedLosses,
} from '../../../harness/index.ts';
import { someLost } from '../scenarios/some-lost.ts';
import { packetsOf, printed } from './evidence.ts';
import { groupsOf } from './groups.ts';
import { goesOnAfterLoss } from './pace-checks.ts';
import type { Ping } from './read-pings.ts';
import { readHonestTimes } from './read-times.ts';
import { pingNobody } from './reproduce.ts';

export const reportsLosses = defineCheck({
  id: 'icmp-ping/reports-loss',
  title: 'It says of each lost request that no reply came',
  kind: 'core',
  level: 'course',
  points: 7,
  isTimed: true,
  needs: [goesOnAfterLoss.id],
  sources: [handout('7')],
  scenario: someLost,
  explanation: {
    does: 'Loses a request and reads what is printed between the times of the replies around it.',
    expects: 'A line that does not stand there for an answered request, in any words and any language.',
    why: 'A loss that is not shown looks like a good network.',
    mistake: 'Returning from the function that waits without printing what it returned.',
  },
  judge(observation) {
    const { pings, output, matches } = readHonestTimes(observation);
    const isLost = pings.map(({ role, isCut }) => role === 'lost' && !isCut);
    if (!isLost.includes(true)) inconclusive('No request was lost before the program ended');
    const reported = reportedLosses(output, matches, isLost);
    const silent = pings.find(({ index }) => isLost[index] && !reported[index]);
    expectThat(silent === undefined, () => ({
      expected: `a line for request ${(silent?.index ?? 0) + 1}, which got no reply`,
      actual: 'nothing that is not printed for an answered request, too',
      hint: 'Nothing tells the lost request from the answered ones. Print a line such as `Request timed out.` when the second is over.',
      ...pingNobody,
      ...(silent && { evidence: packetsOf(silent) }),
    }));
  },
});

export const printsLossPercentage = defineCheck({
  id: 'icmp-ping/loss-percentage',
  title: 'At the end it prints the share of lost requests in percent',
  kind: 'extension',
  level: 'course',
  points: 4,
  isTimed: true,
  needs: [goesOnAfterLoss.id],
  sources: [handout('12')],
  scenario: someLost,
  explanation: {
    does: 'Loses the second and the fifth request, and sends SIGINT to a program that goes on for ever.',
    expects: 'The lost ones divided by the sent ones, in percent, for the first target or for all.',
    why: 'Loss is counted over what was sent: that is what the network was given.',
    mistake: 'Dividing by the received ones, or by a planned count that was not reached.',
  },
  judge(observation) {
    const times = readHonestTimes(observation);
    const readings = groupsOf(times).flatMap(({ pings, matches }) =>
      possibleCounts(pings, matches.found).map(({ sent, received }) =>
        readLoss(times.output, matches, sent, received),
      ),
    );
    const [reading] = readings;
    if (!reading) inconclusive('No request was lost before the program ended');
    expectThat(
      readings.some(({ right }) => right !== undefined),
      () => ({
        expected: `${Number(reading.expectedPercent.toFixed(1))} % loss`,
        actual: reading.otherPercentages[0]
          ? `${reading.otherPercentages[0].text} %`
          : 'no percentage behind the last reply',
        hint: 'Print 100 * (sent - received) / sent when the program ends, on Ctrl-C too; sent counts every request that left.',
        ...pingNobody,
        evidence: reading.otherPercentages[0]
          ? [printed(reading.otherPercentages[0].text)]
          : lastPrinted(observation),
      }),
    );
  },
});

/**
 * What may count as sent and received: the request that our SIGINT cut off in any way, and a reply that the program
 * itself held for lost (judged elsewhere) as lost.
 */
function possibleCounts(
  pings: readonly Ping[],
  shown: number,
): { readonly sent: number; readonly received: number }[] {
  const received = pings.filter(({ reply, packet }) => reply && reply.atMs - packet.atMs < 1000).length;
  const cut = pings.filter(({ isCut }) => isCut).length;
  const whole = pings.filter(({ isCut, rttMs }) => !isCut && rttMs !== undefined).length;
  return [
    { sent: pings.length, received },
    { sent: pings.length - cut, received: whole },
    { sent: pings.length, received: whole },
    { sent: pings.length, received: shown },
  ].filter(({ sent, received }) => sent > received);
}
