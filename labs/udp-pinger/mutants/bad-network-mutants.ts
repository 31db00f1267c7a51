// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is sought is the source of template strings.
import type { Mutant } from '../../../harness/index.ts';

const part = 'client';

const TAKES_ANYTHING = [
  'udp-pinger/late-answer-is-not-taken-for-the-next',
  'udp-pinger/repeated-answer-is-not-taken-for-the-next',
  'udp-pinger/other-content-is-not-taken-for-an-answer',
];

/** Faults that only a bad network shows. */
export const badNetworkMutants: readonly Mutant[] = [
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
      { file: 'client.ts', find: '  process.exitCode = 1;', replace: '  throw error;' },
    ],
    fails: ['udp-pinger/survives-total-loss', 'udp-pinger/survives-an-unreachable-port'],
  },
  {
    id: 'crashes-without-losses',
    title: 'Ends with an error when no ping was lost',
    part,
    edits: [
      {
        file: 'statistics.ts',
        find: 'return sent === 0 ? 0 : ((sent - received) / sent) * 100;',
        replace:
          "if (sent === received) throw new RangeError('division by zero');\n  return ((sent - received) / sent) * 100;",
      },
      { file: 'client.ts', find: '  process.exitCode = 1;', replace: '  throw error;' },
    ],
    fails: ['udp-pinger/survives-without-loss'],
  },
  {
    id: 'crashes-when-refused',
    title: 'Does not expect that the port is unreachable',
    part,
    edits: [
      {
        file: 'pinger.ts',
        find: "    socket.on('error', (error) => this.#current?.settle({ kind: 'refused', code: codeOf(error) }));\n",
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
    id: 'prints-each-datagram',
    title: 'Prints a time for each datagram that comes, and goes on waiting for the right one',
    part,
    edits: [
      {
        file: 'pinger.ts',
        find: '    const answer = parseAnswer(text);',
        replace: [
          '    const answer = parseAnswer(text);',
          '    if (this.#current && answer?.sequence !== this.#current.ping.sequence) {',
          '      const rttMs = receivedAtMs - this.#current.ping.sentAtMs;',
          '      console.log(`Ping ${this.#current.ping.sequence}: ${text}  RTT = ${rttMs.toFixed(3)} ms`);',
          '    }',
        ].join('\n'),
      },
    ],
    fails: TAKES_ANYTHING,
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
