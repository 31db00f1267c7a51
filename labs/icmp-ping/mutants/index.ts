import type { Mutant } from '../../../harness/index.ts';
import { printMutants } from './print-mutants.ts';
import { replyMutants } from './reply-mutants.ts';
import { waitMutants } from './wait-mutants.ts';
import { wireMutants } from './wire-mutants.ts';

const silentOnErrors = [
  'icmp-ping/explains-unreachable',
  'icmp-ping/explains-time-exceeded',
  'icmp-ping/explains-parameter-problem',
];

/** Programs of their own, in the manner of students. */
const programs: readonly Mutant[] = [
  {
    id: 'python-endless',
    title:
      'Made for Python 2 and started with Python 3: endless, on loopback, where its own request comes back',
    part: 'client',
    folder: 'python-endless',
    fails: [
      'icmp-ping/checksum',
      'icmp-ping/sequence-rises',
      'icmp-ping/rtt-unit',
      'icmp-ping/ignores-own-request',
      'icmp-ping/loss-percentage',
      ...silentOnErrors,
      'icmp-ping/stops-without-stack-trace',
      'icmp-ping/without-permission',
    ],
  },
  {
    id: 'python-takes-whatever-comes',
    title:
      'One socket, and the next message on it is the reply: what comes too much stays there for the next request',
    part: 'client',
    folder: 'python-takes-whatever-comes',
    fails: [
      'icmp-ping/ignores-foreign-replies',
      'icmp-ping/ignores-own-request',
      'icmp-ping/ignores-other-types',
      ...silentOnErrors,
      'icmp-ping/duplicate-replies',
      'icmp-ping/late-replies',
      'icmp-ping/corrupted-replies',
    ],
  },
  {
    id: 'python-socket-per-ping',
    title:
      'A good one in Portuguese: two fixed targets, a socket for each ping, the sequence number not compared',
    part: 'client',
    folder: 'python-socket-per-ping',
    fails: [
      'icmp-ping/ttl',
      ...silentOnErrors,
      'icmp-ping/duplicate-replies',
      'icmp-ping/corrupted-replies',
      'icmp-ping/ip-options',
      'icmp-ping/stops-without-stack-trace',
      'icmp-ping/without-permission',
    ],
  },
];

export const mutants: readonly Mutant[] = [
  ...wireMutants,
  ...waitMutants,
  ...replyMutants,
  ...printMutants,
  ...programs,
];
