import type { Mutant } from '../../../harness/index.ts';

/** Each part, ended by an error before its first datagram. */
export const startMutants: readonly Mutant[] = [
  'client',
  'server',
  'heartbeat-client',
  'heartbeat-server',
].map((part) => ({
  id: `${part}-ends-at-once`,
  title: 'Ends with an error before anything is sent or listened to',
  part,
  edits: [
    {
      file: `${part}.ts`,
      find: 'const COMMAND_LINE: CommandLine = {',
      replace: "throw new Error('no such module');\nconst COMMAND_LINE: CommandLine = {",
    },
  ],
  fails: [`udp-pinger/${part}-starts`],
}));
