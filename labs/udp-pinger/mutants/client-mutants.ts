// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is sought is the source of template strings.
import type { Mutant } from '../../../harness/index.ts';

const part = 'client';

const TAKES_ANYTHING = [
  'udp-pinger/late-answer-is-not-taken-for-the-next',
  'udp-pinger/repeated-answer-is-not-taken-for-the-next',
  'udp-pinger/other-content-is-not-taken-for-an-answer',
];

/** Faults in how the client sends and waits. */
const SENDING: readonly Mutant[] = [
  {
    id: 'says-hello-elsewhere',
    title: 'Sends a greeting to another port first',
    part,
    edits: [
      {
        file: 'client.ts',
        find: '  const results: PingResult[] = [];',
        replace:
          "  const results: PingResult[] = [];\n  (await connectedSocket({ ...endpoint, port: endpoint.port + 1 })).on('error', () => undefined).send('hello');",
      },
    ],
    fails: ['udp-pinger/pings-the-server-it-is-given'],
  },
  {
    id: 'nine-pings',
    title: 'Stops before the tenth ping',
    part,
    edits: [{ file: 'client.ts', find: 'sequence <= count', replace: 'sequence < count' }],
    fails: ['udp-pinger/sends-ten-pings'],
  },
  {
    id: 'numbers-from-two',
    title: 'Numbers its pings from 2 to 11',
    part,
    edits: [
      {
        file: 'ping-message.ts',
        find: '`Ping ${sequence} ${time}`;',
        replace: '`Ping ${sequence + 1} ${time}`;',
      },
      {
        file: 'ping-message.ts',
        find: 'sequence: Number(sequence)',
        replace: 'sequence: Number(sequence) - 1',
      },
    ],
    fails: ['udp-pinger/numbers-each-ping'],
  },
  {
    id: 'one-timestamp',
    title: 'Puts the time of its start into every ping',
    part,
    edits: [
      {
        file: 'pinger.ts',
        find: 'const time = new Date().toISOString();',
        replace: 'const time = new Date(performance.timeOrigin).toISOString();',
      },
    ],
    fails: ['udp-pinger/puts-the-time-in-each-ping'],
  },
  {
    id: 'all-at-once',
    title: 'Sends all ten pings at once and then waits for their answers',
    part,
    edits: [
      {
        file: 'client.ts',
        find: '  const results: PingResult[] = [];',
        replace:
          '  const results: PingResult[] = [];\n  const sent = Array.from({ length: count }, (_, index) => pinger.ping(index + 1, timeoutMs));',
      },
      {
        file: 'client.ts',
        find: 'Promise.race([pinger.ping(sequence, timeoutMs), interrupted])',
        replace: 'Promise.race([sent[sequence - 1], interrupted])',
      },
      {
        file: 'pinger.ts',
        find: 'this.#current = { ping, settle: resolve };',
        replace: 'this.#current = { ping, settle: resolve };\n    Object.assign(ping, { settle: resolve });',
      },
      {
        file: 'pinger.ts',
        find: "else if (this.#current?.ping === ping) this.#current.settle({ kind: 'answered', rttMs, text });",
        replace: "else if (this.#sent) Reflect.get(ping, 'settle')({ kind: 'answered', rttMs, text });",
      },
    ],
    fails: ['udp-pinger/sends-one-ping-at-a-time'],
  },
  {
    id: 'impatient',
    title: 'Waits 0.3 s for an answer',
    part,
    edits: [{ file: 'client.ts', find: "'timeout', 1000", replace: "'timeout', 300" }],
    fails: [
      'udp-pinger/sends-one-ping-at-a-time',
      'udp-pinger/late-answer-is-not-taken-for-the-next',
      'udp-pinger/other-content-is-not-taken-for-an-answer',
    ],
  },
  {
    id: 'waits-two-seconds',
    title: 'Waits 2 s for an answer',
    part,
    edits: [{ file: 'client.ts', find: "'timeout', 1000", replace: "'timeout', 2000" }],
    fails: ['udp-pinger/waits-at-most-one-second'],
  },
  {
    id: 'waits-after-answer',
    title: 'Waits a second after each answer too',
    part,
    edits: [{ file: 'client.ts', find: "'interval', 0, 0", replace: "'interval', 1000, 0" }],
    fails: ['udp-pinger/goes-on-after-an-answer'],
  },
  {
    id: 'never-ends',
    title: 'Goes on running after its statistics',
    part,
    edits: [
      {
        file: 'client.ts',
        find: '\nprocess.exit();',
        replace: '\nsetInterval(() => undefined, 1000);',
      },
    ],
    fails: ['udp-pinger/ends-by-itself'],
  },
];

/** Faults in what the client prints. */
const REPORTING: readonly Mutant[] = [
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
    edits: [
      { file: 'client.ts', find: '  say(describeSummary(summarise(results), endpoint));\n', replace: '' },
    ],
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

/** Faults that only a bad network shows. */
const SURVIVING: readonly Mutant[] = [
  {
    id: 'crashes-without-answers',
    title: 'Ends with an error when there is nothing to average',
    part,
    edits: [
      {
        file: 'statistics.ts',
        find: 'if (rttsMs.length === 0) return undefined;',
        replace: "if (rttsMs.length === 0) throw new RangeError('division by zero');",
      },
      { file: 'client.ts', find: '  process.exit(1);', replace: '  throw error;' },
    ],
    fails: ['udp-pinger/survives-total-loss', 'udp-pinger/survives-an-unreachable-port'],
  },
  {
    id: 'crashes-when-refused',
    title: 'Does not expect that the port is unreachable',
    part,
    edits: [
      {
        file: 'pinger.ts',
        find: "    socket.on('error', (error) => this.#current?.settle({ kind: 'unreachable', code: codeOf(error) }));\n",
        replace: '',
      },
    ],
    fails: ['udp-pinger/survives-an-unreachable-port'],
  },
  {
    id: 'takes-anything-for-the-answer',
    title: 'Takes whatever comes for the answer to the current ping',
    part,
    edits: [
      {
        file: 'pinger.ts',
        find: '    const answer = parseAnswer(text);',
        replace: [
          '    if (this.#current) {',
          '      const rttMs = receivedAtMs - this.#current.ping.sentAtMs;',
          "      this.#current.settle({ kind: 'answered', rttMs, text });",
          '      return;',
          '    }',
          '    const answer = parseAnswer(text);',
        ].join('\n'),
      },
    ],
    fails: TAKES_ANYTHING,
  },
  {
    id: 'takes-late-answers',
    title: 'Takes a late answer for that to the current ping, but no copy and no other content',
    part,
    edits: [
      {
        file: 'pinger.ts',
        find: "else if (this.#current?.ping === ping) this.#current.settle({ kind: 'answered', rttMs, text });",
        replace:
          "else if (this.#current) this.#current.settle({ kind: 'answered', rttMs: receivedAtMs - this.#current.ping.sentAtMs, text });",
      },
    ],
    fails: ['udp-pinger/late-answer-is-not-taken-for-the-next'],
  },
  {
    id: 'python-no-statistics',
    title: 'A short Python client: bare seconds, no statistics, no look at the answer',
    part,
    folder: 'python-no-statistics',
    fails: [
      'udp-pinger/minimum-average-maximum',
      'udp-pinger/loss-percentage',
      ...TAKES_ANYTHING,
      'udp-pinger/names-the-unit-of-the-round-trip-times',
    ],
  },
  {
    id: 'python-without-sequence-check',
    title: 'A Python client in Portuguese, right but for the look at the answer and the deviation',
    part,
    folder: 'python-without-sequence-check',
    fails: ['udp-pinger/standard-deviation', ...TAKES_ANYTHING],
  },
];

export const clientMutants: readonly Mutant[] = [...SENDING, ...REPORTING, ...SURVIVING];
