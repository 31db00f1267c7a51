import type { Evidence } from '../../../harness/index.ts';
import type { Ping } from './read-pings.ts';

/** The request and its reply, by their numbers in the capture. */
export function packetsOf(...pings: readonly Ping[]): Evidence[] {
  return pings.flatMap(({ packet, reply }) =>
    [packet, ...(reply ? [reply] : [])].map(({ number }) => ({ kind: 'packet' as const, number })),
  );
}

export function printed(text: string): Evidence {
  return { kind: 'output', program: 0, text };
}
