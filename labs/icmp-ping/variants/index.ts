import type { Variant } from '../../../harness/index.ts';

const part = 'client';

function ids(...names: readonly string[]): readonly string[] {
  return names.map((name) => `icmp-ping/${name}`);
}

/** Programs that are right and unusual. */
export const variants: readonly Variant[] = [
  {
    id: 'python-two-targets',
    title:
      'Two targets in turn, each with its identifier, numbered from 0 in the byte order of the machine; seconds, Spanish',
    part,
    folder: 'python-two-targets',
    passes: ids(
      'sends-echo-requests',
      'keeps-pinging',
      'checksum',
      'identifier',
      'sequence-rises',
      'payload-time',
      'rtt',
      'rtt-unit',
      'reports-loss',
      'statistics',
      'loss-percentage',
      'ttl',
      'explains-unreachable',
      'tells-codes-apart',
      'explains-time-exceeded',
      'explains-parameter-problem',
      'without-permission',
    ),
  },
  {
    id: 'c-for-ever',
    title: 'C without buffering: endless, sequence numbers in steps of three, microseconds, German',
    part,
    folder: 'c-for-ever',
    passes: ids(
      'client-starts',
      'sequence-rises',
      'one-a-second',
      'rtt',
      'rtt-unit',
      'goes-on-after-loss',
      'waits-one-second',
      'reports-loss',
      'ignores-foreign-replies',
      'ignores-own-request',
      'ignores-other-types',
      'stops-on-interrupt',
      'stops-without-stack-trace',
      'statistics',
      'loss-percentage',
      'explains-time-exceeded',
      'tells-codes-apart',
      'matches-errors-to-requests',
      'survives-total-loss',
      'corrupted-replies',
      'ip-options',
      'unknown-name',
      'without-permission',
    ),
  },
  {
    id: 'python-tells-at-the-end',
    title: 'Asks for its target, receives in a thread, and prints nothing until the end',
    part,
    folder: 'python-tells-at-the-end',
    passes: ids(
      'checksum',
      'rtt',
      'reports-loss',
      'waits-one-second',
      'ignores-own-request',
      'explains-unreachable',
      'explains-time-exceeded',
      'explains-parameter-problem',
      'duplicate-replies',
      'late-replies',
      'high-ttl',
      'stops-on-interrupt',
      'unknown-name',
      'without-permission',
    ),
  },
];
