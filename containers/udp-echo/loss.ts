import type { UdpLoss } from './script.ts';

/** Tells for each datagram, in order of arrival, whether it is to be lost. */
export type LossPattern = (number: number) => boolean;

/** The pattern of one script. A rate draws from its own seed, so that the same seed loses the same datagrams. */
export function lossPattern(loss: UdpLoss | undefined): LossPattern {
  switch (loss?.kind) {
    case 'all':
      return () => true;
    case 'list': {
      const lost = new Set(loss.lost);
      return (number) => lost.has(number);
    }
    case 'rate': {
      const draw = uniform(loss.seed);
      return () => draw() < loss.rate;
    }
    default:
      return () => false;
  }
}

/** mulberry32: 0 <= x < 1, the same on every machine. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
