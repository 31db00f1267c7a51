import type { Explanation } from '../../../harness/index.ts';

/** The four sentences of `grade explain`, in their order. */
export function explain(does: string, expects: string, why: string, mistake: string): Explanation {
  return { does, expects, why, mistake };
}

/** What nearly every check waits for: a proxy that relays nothing cannot be judged on more. */
export const FORWARDS = ['proxy/forwards'] as const;

/** What rules about caching wait for: a proxy that keeps nothing cannot break them. */
export const CACHES = ['proxy/forwards', 'proxy/second-from-cache'] as const;
