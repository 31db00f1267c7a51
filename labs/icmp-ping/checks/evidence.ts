import { type Evidence, type Observation, printedText } from '../../../harness/index.ts';
import type { Ping } from './read-pings.ts';

/** The request and its reply, by their numbers in the capture. */
export function packetsOf(...pings: readonly Ping[]): Evidence[] {
  return pings.flatMap(({ packet, reply }) =>
    [packet, ...(reply ? [reply] : [])].map(({ number }) => ({ kind: 'packet' as const, number })),
  );
}

/** The last line that was printed: the place where something is missing at the end. */
export function lastPrinted({ programs: [program] }: Observation): Evidence[] {
  const text =
    printedText(program?.output ?? [])
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.trim() ?? '';
  return text === '' ? [] : [printed(text)];
}

export function printed(text: string): Evidence {
  return { kind: 'output', program: 0, text };
}
