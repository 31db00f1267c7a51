import type { Exchange } from './exchanges.ts';

/**
 * - `fetched`: the proxy asked the origin; `revalidated`: it did, and was told that its copy is still good
 * - `cached`: it did not, and had fetched the same before; `own`: it did not, and answered by itself
 */
export type AnswerSource = 'fetched' | 'revalidated' | 'cached' | 'own';

export interface TracedExchange extends Exchange {
  readonly source?: AnswerSource;
  /** What the proxy asked the origin meanwhile for this request. */
  readonly origin: readonly Exchange[];
}

const slackMs = 5;

/** Which requests of browsers reached the origin, and which were answered from the cache. */
export function traceOrigins(browser: readonly Exchange[], origin: readonly Exchange[]): TracedExchange[] {
  const free = new Set(origin);
  const fetched = new Set<string>();
  return browser.map((exchange) => {
    const target = targetOf(exchange);
    const own = [...free].filter((each) => isFor(each, exchange));
    for (const each of own) free.delete(each);
    const source = sourceOf(exchange, own, fetched.has(target));
    if (source === 'fetched') fetched.add(target);
    return { ...exchange, origin: own, ...(exchange.answer !== undefined && { source }) };
  });
}

function sourceOf({ answer = '' }: Exchange, origin: readonly Exchange[], isKnown: boolean): AnswerSource {
  if (origin.length === 0) return isKnown && /^HTTP\/\S+ [23]/.test(answer) ? 'cached' : 'own';
  const isUnchanged = origin.some((each) => / 304\b/.test(each.answer ?? ''));
  return isUnchanged && !/ 304\b/.test(answer) ? 'revalidated' : 'fetched';
}

function isFor(origin: Exchange, browser: Exchange): boolean {
  const { requestedAtMs } = origin;
  const isMeanwhile = requestedAtMs >= browser.requestedAtMs && requestedAtMs <= browser.endedAtMs + slackMs;
  const target = targetOf(browser);
  return isMeanwhile && (browser.request.startsWith('CONNECT ') || target.endsWith(targetOf(origin)));
}

/** The second word: `/a.html` of `GET /a.html HTTP/1.1`, in either form without its scheme. */
function targetOf({ request }: Exchange): string {
  const target = request.split(' ')[1] ?? request;
  return target.replace(/^\w+:\/\//, '/');
}
