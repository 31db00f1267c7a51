import { oneOddRequest } from './one-odd-request.ts';

/** Record Route with two free slots, and a no-operation: the header is 32 bytes long. @see RFC 791 section 3.1 */
const recordRoute = Uint8Array.of(7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 1);

export const ipOptions = oneOddRequest({
  id: 'ip-options',
  title: 'A reply has IP options',
  react: () => ({ role: 'ip-options', messages: [{ delayMs: 300, ipOptions: recordRoute }] }),
});

export const highTtl = oneOddRequest({
  id: 'high-ttl',
  title: 'A reply has a TTL of 250',
  react: () => ({ role: 'high-ttl', messages: [{ delayMs: 250, ttl: 250 }] }),
});
