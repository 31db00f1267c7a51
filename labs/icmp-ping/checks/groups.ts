import type { RttMatches } from '../../../harness/index.ts';
import type { Ping } from './read-pings.ts';
import type { PrintedTimes } from './read-times.ts';

/** The requests to one address (or all), with what belongs to them; other pings are left out as if never due. */
export interface PingGroup {
  readonly pings: readonly Ping[];
  readonly truths: readonly (number | undefined)[];
  readonly matches: RttMatches;
}

/** All requests together, then those to each address: a program may sum up once, or for each target. */
export function groupsOf({ pings, truths, matches }: PrintedTimes): readonly PingGroup[] {
  const addresses = [...new Set(pings.map(({ packet }) => packet.destination))];
  const selections = [
    pings.map(() => true),
    ...addresses.map((address) => pings.map(({ packet }) => packet.destination === address)),
  ];
  return selections.map((isMember) => {
    const only = <T>(items: readonly (T | undefined)[]) =>
      items.map((item, index) => (isMember[index] ? item : undefined));
    const byPing = only(matches.byPing);
    const groupTruths = only(truths);
    return {
      pings: pings.filter((_, index) => isMember[index]),
      truths: groupTruths,
      matches: { ...matches, byPing, found: countOf(byPing), due: countOf(groupTruths) },
    };
  });
}

function countOf(items: readonly unknown[]): number {
  return items.filter((item) => item !== undefined).length;
}
