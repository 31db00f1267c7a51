import type { Mutant } from '../../../harness/index.ts';

/** Faults in what is printed. */
export const printMutants: readonly Mutant[] = [
  {
    id: 'reads-clock-late',
    title: 'It reads the clock 0.4 s after the reply came',
    part: 'client',
    edits: [{ file: 'pinger.ts', find: 'const rttMs = atMs - (', replace: 'const rttMs = atMs + 400 - (' }],
    fails: ['icmp-ping/rtt'],
  },
  {
    id: 'seconds-labelled-ms',
    title: 'It prints seconds and writes ms behind them',
    part: 'client',
    edits: [
      { file: 'format.ts', find: 'event.rttMs.toFixed(3)', replace: '(event.rttMs / 1000).toFixed(6)' },
    ],
    fails: ['icmp-ping/rtt-unit'],
  },
  {
    id: 'prints-every-time',
    title: 'It prints for each reply every time that it may have taken',
    part: 'client',
    edits: [
      {
        file: 'format.ts',
        find: 'const rtt = `time=$' + '{event.rttMs.toFixed(3)} ms`;',
        replace:
          'const rtt = Array.from({ length: 100 }, (_, n) => `time=$' + "{100 + 5 * n} ms`).join('\\n');",
      },
    ],
    fails: [
      'icmp-ping/rtt',
      'icmp-ping/rtt-unit',
      'icmp-ping/reports-loss',
      'icmp-ping/ignores-foreign-replies',
      'icmp-ping/ignores-own-request',
      'icmp-ping/ignores-other-types',
      'icmp-ping/loss-percentage',
    ],
  },
  {
    id: 'prints-every-ttl',
    title: 'It shows every TTL that the reply may have',
    part: 'client',
    edits: [
      {
        file: 'format.ts',
        find: ' ttl=$' + '{event.ttl}',
        replace: ' ttl=$' + "{Array.from({ length: 71 }, (_, n) => 43 + n).join(' ')}",
      },
    ],
    fails: ['icmp-ping/ttl'],
  },
  {
    id: 'wrong-average',
    title: 'The average is over one time more than there is',
    part: 'client',
    edits: [
      {
        file: 'statistics.ts',
        find: 'averageMs: this.#meanMs,',
        replace: 'averageMs: (this.#meanMs * this.#received) / (this.#received + 1),',
      },
    ],
    fails: ['icmp-ping/statistics'],
  },
  {
    id: 'loss-over-received',
    title: 'It divides the lost requests by the received replies',
    part: 'client',
    edits: [
      {
        file: 'statistics.ts',
        find: '((decided - received) / decided) * 100',
        replace: '((decided - received) / received) * 100',
      },
    ],
    fails: ['icmp-ping/loss-percentage'],
  },
  {
    id: 'hides-ttl',
    title: 'It does not show the TTL',
    part: 'client',
    edits: [{ file: 'format.ts', find: ' ttl=$' + '{event.ttl}', replace: '' }],
    fails: ['icmp-ping/ttl'],
  },
  {
    id: 'blind-to-errors',
    title: 'It takes no notice of ICMP errors',
    part: 'client',
    edits: [{ file: 'icmp-errors.ts', find: 'if (!(type in version.errors)', replace: 'if (type !== 255' }],
    fails: [
      'icmp-ping/explains-unreachable',
      'icmp-ping/explains-time-exceeded',
      'icmp-ping/explains-parameter-problem',
    ],
  },
  {
    id: 'knows-unreachable-only',
    title: 'Of the ICMP errors it knows Destination Unreachable alone',
    part: 'client',
    edits: [{ file: 'icmp-errors.ts', find: 'if (!(type in version.errors)', replace: 'if (type !== 3' }],
    fails: ['icmp-ping/explains-time-exceeded', 'icmp-ping/explains-parameter-problem'],
  },
  {
    id: 'one-text-for-all-codes',
    title: 'It has one text for all codes of an error',
    part: 'client',
    edits: [{ file: 'icmp-errors.ts', find: ': $' + '{reason} (code $' + '{code})`', replace: '`' }],
    fails: ['icmp-ping/tells-codes-apart'],
  },
  {
    id: 'dies-of-total-loss',
    title: 'It dies when there is nothing to average',
    part: 'client',
    edits: [
      {
        file: 'statistics.ts',
        find: 'if (this.#received === 0) return {};',
        replace: "if (this.#received === 0) throw new RangeError('division by zero');",
      },
    ],
    fails: ['icmp-ping/survives-total-loss'],
  },
  {
    id: 'stack-trace-on-unknown-name',
    title: 'It dies of an unknown name',
    part: 'client',
    edits: [
      {
        file: 'targets.ts',
        find: '} catch (error) {',
        replace: '} catch (error) {\n    throw error;',
      },
    ],
    fails: ['icmp-ping/unknown-name'],
  },
  {
    id: 'stack-trace-without-permission',
    title: 'It dies where it may not open a raw socket',
    part: 'client',
    edits: [
      {
        file: 'raw-icmp.ts',
        find: 'const { message } = error as Error;',
        replace: 'throw error;\n    const { message } = error as Error;',
      },
    ],
    fails: ['icmp-ping/without-permission'],
  },
];
