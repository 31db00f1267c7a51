import type { Random, UdpReply } from '../../../harness/index.ts';

/**
 * Far enough apart that the order tells them from each other; and their deviation, some 32, is none of them. In ms.
 */
const DELAYS = [52, 63, 74, 85, 96, 107, 118, 129, 140, 151] as const;

/** Ten pings, each answered after a delay of its own, in an order drawn from the seed. */
export function distinctDelays(random: Random): number[] {
  return random.shuffle(DELAYS).map((delay) => delay + random.integer(-3, 3));
}

/** A reply per ping, by its number from 0. */
export function repliesAfter(delays: readonly number[]): Record<number, UdpReply> {
  return Object.fromEntries(delays.map((delayMs, number) => [number, { delayMs }]));
}

/** For pings beyond the tenth. */
export const LATER_PINGS: UdpReply = { delayMs: 60 };
