// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is sought is the source of template strings.
import type { Mutant } from '../../../harness/index.ts';

const part = 'client';

/** Faults in how the client sends and waits. */
export const sendingMutants: readonly Mutant[] = [
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
    id: 'python-made-up-figures',
    title: 'Sends a single ping and prints figures for ten, with titles for the terminal among them',
    part,
    folder: 'python-made-up-figures',
    fails: ['udp-pinger/keeps-pinging'],
  },
  {
    id: 'stops-at-a-loss',
    title: 'Ends with the first ping that is lost',
    part,
    edits: [
      {
        file: 'client.ts',
        find: '    say(describeResult(result, endpoint));',
        replace: "    say(describeResult(result, endpoint));\n    if (outcome.kind === 'timed-out') break;",
      },
    ],
    fails: ['udp-pinger/waits-at-most-one-second', 'udp-pinger/survives-total-loss'],
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
          '  const results: PingResult[] = [];\n  const sent = Array.from({ length: count }, (_, index) => pinger.ping(index + 1, timeoutMs, end));',
      },
      {
        file: 'client.ts',
        find: 'await pinger.ping(sequence, timeoutMs, end)',
        replace: '(await sent[sequence - 1]) as PingOutcome',
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
        find: '  process.exitCode = await run(options, end);',
        replace: '  process.exitCode = await run(options, end);\n  setInterval(() => undefined, 1000);',
      },
    ],
    fails: ['udp-pinger/ends-by-itself'],
  },
];
