import { decide } from './cache/decide.ts';
import { currentAgeMs } from './cache/freshness.ts';
import { isConditional } from './cache/validate.ts';
import type { Exchange } from './exchange.ts';
import { formatStored } from './stored-answer.ts';

/**
 * Answers without waiting for anything what a glance at the cache can answer: a fresh object in memory, of which the
 * client wants the whole. Most hits are of this kind; what is not goes the longer way through `answerFromCache`.
 *
 * @returns false, and nothing is sent, when it is not of this kind
 */
export function answerAtOnce(exchange: Exchange): boolean {
  const { context, request, framing, url, answer } = exchange;
  if (request.method !== 'GET' || framing.kind !== 'none' || answer.isHeldUp) return false;
  if (isConditional(request.fields)) return false;
  const stored = context.store.find(url, request.fields);
  const body = stored && context.store.bodyInMemory(stored);
  if (!body || stored.status === 204) return false;
  const nowMs = Date.now();
  if (decide(request, stored, nowMs) !== 'serve') return false;
  exchange.source = 'hit';
  const ageSeconds = Math.floor(currentAgeMs(stored, nowMs) / 1000);
  answer.sendWhole(stored.status, formatStored(stored, body, ageSeconds, answer.connection), body.length);
  return true;
}
