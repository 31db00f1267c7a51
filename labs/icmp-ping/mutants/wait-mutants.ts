import type { Mutant } from '../../../harness/index.ts';

const timeout = {
  file: 'options.ts',
  find: "timeout: { type: 'string', default: '1' }",
};
const reportTimeout = { file: 'pinger.ts', find: "else this.#report({ kind: 'timeout', sequence });" };
const sigint = { file: 'main.ts', find: "process.once('SIGINT', () => interrupted.abort());" };

/** Faults in waiting and ending. */
export const waitMutants: readonly Mutant[] = [
  {
    id: 'waits-two-seconds',
    title: 'It waits two seconds for a lost reply',
    part: 'client',
    edits: [{ ...timeout, replace: "timeout: { type: 'string', default: '2' }" }],
    fails: ['icmp-ping/waits-one-second'],
  },
  {
    id: 'waits-too-short',
    title: 'It gives a request up after 0.6 s',
    part: 'client',
    edits: [
      { ...timeout, replace: "timeout: { type: 'string', default: '0.6' }" },
      {
        file: 'pinger.ts',
        find: "if (meaning.kind === 'ignored') return;",
        replace: "if (meaning.kind === 'ignored' || meaning.kind === 'late') return;",
      },
    ],
    fails: ['icmp-ping/waits-one-second'],
  },
  {
    id: 'waits-for-ever',
    title: 'It has no time-out',
    part: 'client',
    edits: [
      { file: 'pinger.ts', find: 'sleep(timeoutMs, undefined', replace: 'sleep(timeoutMs * 1e5, undefined' },
    ],
    fails: ['icmp-ping/goes-on-after-loss', 'icmp-ping/survives-total-loss'],
  },
  {
    id: 'stops-after-loss',
    title: 'It ends with the first lost request',
    part: 'client',
    edits: [
      {
        ...reportTimeout,
        replace: "else {\n      this.#report({ kind: 'timeout', sequence });\n      process.exit(1);\n    }",
      },
    ],
    fails: ['icmp-ping/goes-on-after-loss', 'icmp-ping/survives-total-loss'],
  },
  {
    id: 'silent-on-loss',
    title: 'It does not mention lost requests',
    part: 'client',
    edits: [{ ...reportTimeout, replace: 'else this.#finish();' }],
    fails: ['icmp-ping/reports-loss'],
  },
  {
    id: 'deaf-to-interrupt',
    title: 'It goes on after Ctrl-C',
    part: 'client',
    edits: [{ ...sigint, replace: "process.on('SIGINT', () => undefined);" }],
    fails: ['icmp-ping/stops-on-interrupt'],
  },
  {
    id: 'stack-trace-on-interrupt',
    title: 'Ctrl-C makes it print a stack trace',
    part: 'client',
    edits: [
      { ...sigint, replace: "process.once('SIGINT', () => {\n    throw new Error('interrupted');\n  });" },
    ],
    fails: ['icmp-ping/stops-without-stack-trace'],
  },
];
