// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is sought is the source of template strings.
import type { Mutant } from '../../../harness/index.ts';

const part = 'client';

/** Faults in what the client prints. */
export const reportingMutants: readonly Mutant[] = [
  {
    id: 'seconds-called-ms',
    title: 'Prints the round-trip times in seconds and writes ms behind them',
    part,
    edits: [
      {
        file: 'ping-report.ts',
        find: 'RTT = ${outcome.rttMs.toFixed(3)} ms',
        replace: 'RTT = ${(outcome.rttMs / 1000).toFixed(6)} ms',
      },
    ],
    fails: ['udp-pinger/round-trip-times-have-the-unit-they-name'],
  },
  {
    id: 'processor-time',
    title: 'Measures processor time instead of time',
    part,
    edits: [
      {
        file: 'pinger.ts',
        find: 'sentAtMs: performance.now()',
        replace: 'sentAtMs: process.cpuUsage().user / 1e6',
      },
      {
        file: 'pinger.ts',
        find: 'const receivedAtMs = performance.now();',
        replace: 'const receivedAtMs = process.cpuUsage().user / 1e6;',
      },
    ],
    fails: ['udp-pinger/reports-each-round-trip-time', 'udp-pinger/minimum-average-maximum'],
  },
  {
    id: 'hundred-times-too-large',
    title: 'Prints round-trip times a hundred times too large',
    part,
    edits: [
      {
        file: 'ping-report.ts',
        find: 'RTT = ${outcome.rttMs.toFixed(3)} ms',
        replace: 'RTT = ${(outcome.rttMs * 100).toFixed(1)} ms',
      },
    ],
    fails: ['udp-pinger/reports-each-round-trip-time'],
  },
  {
    id: 'prints-every-time',
    title: 'Prints for each ping every time that it may have taken',
    part,
    edits: [
      {
        file: 'ping-report.ts',
        find: 'RTT = ${outcome.rttMs.toFixed(3)} ms',
        replace: "${Array.from({ length: 60 }, (_, n) => `RTT = ${40 + 2 * n} ms`).join('\\n')}",
      },
    ],
    fails: [
      'udp-pinger/reports-each-round-trip-time',
      'udp-pinger/reports-each-lost-ping',
      'udp-pinger/minimum-average-maximum',
      'udp-pinger/loss-percentage',
    ],
  },
  {
    id: 'prints-every-percentage',
    title: 'Prints every loss that there may have been',
    part,
    edits: [
      {
        file: 'ping-report.ts',
        find: '${lossPercent.toFixed(1)} % lost',
        replace: "${Array.from({ length: 11 }, (_, n) => `${n * 10} % lost`).join('\\n')}",
      },
    ],
    fails: ['udp-pinger/loss-percentage'],
  },
  {
    id: 'no-units',
    title: 'Prints numbers without a unit',
    part,
    edits: [
      {
        file: 'ping-report.ts',
        find: 'RTT = ${outcome.rttMs.toFixed(3)} ms',
        replace: 'RTT = ${outcome.rttMs.toFixed(3)}',
      },
      {
        file: 'ping-report.ts',
        find: 'minimum ${min} ms, average ${avg} ms, maximum ${max} ms, standard deviation ${stddev} ms',
        replace: 'minimum ${min}, average ${avg}, maximum ${max}, standard deviation ${stddev}',
      },
    ],
    fails: ['udp-pinger/names-the-unit-of-the-round-trip-times'],
  },
  {
    id: 'silent-about-losses',
    title: 'Prints nothing for a lost ping',
    part,
    edits: [
      {
        file: 'client.ts',
        find: '    say(describeResult(result, endpoint));',
        replace: "    if (outcome.kind === 'answered') say(describeResult(result, endpoint));",
      },
    ],
    fails: ['udp-pinger/reports-each-lost-ping', 'udp-pinger/each-ping-and-totals-together'],
  },
  {
    id: 'no-statistics',
    title: 'Prints no statistics',
    part,
    edits: [{ file: 'client.ts', find: '  say(describeSummary(summary, endpoint));\n', replace: '' }],
    fails: ['udp-pinger/minimum-average-maximum', 'udp-pinger/loss-percentage'],
  },
  {
    id: 'average-of-ten',
    title: 'Divides the sum by ten, as if lost pings had taken no time',
    part,
    edits: [
      { file: 'statistics.ts', find: 'const avg = sum / rttsMs.length;', replace: 'const avg = sum / 10;' },
    ],
    fails: ['udp-pinger/minimum-average-maximum'],
  },
  {
    id: 'lost-ones-as-zero',
    title: 'Takes a lost ping for an answer after 0 ms',
    part,
    edits: [{ file: 'ping-report.ts', find: '? [outcome.rttMs] : []', replace: '? [outcome.rttMs] : [0]' }],
    fails: ['udp-pinger/minimum-average-maximum', 'udp-pinger/loss-percentage'],
  },
  {
    id: 'loss-over-received',
    title: 'Divides the losses by the answers',
    part,
    edits: [
      {
        file: 'statistics.ts',
        find: '((sent - received) / sent) * 100',
        replace: '((sent - received) / received) * 100',
      },
    ],
    fails: ['udp-pinger/loss-percentage'],
  },
  {
    id: 'no-counts',
    title: 'Prints the loss but not how many were sent and received',
    part,
    edits: [{ file: 'ping-report.ts', find: '${sent} sent, ${received} received, ', replace: '' }],
    fails: ['udp-pinger/each-ping-and-totals-together'],
  },
  {
    id: 'no-deviation',
    title: 'Prints no standard deviation',
    part,
    edits: [{ file: 'ping-report.ts', find: ', standard deviation ${stddev} ms', replace: '' }],
    fails: ['udp-pinger/standard-deviation'],
  },
];
