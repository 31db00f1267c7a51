import { parseHttp } from '../../harness/index.ts';

/**
 * Whether what a proxy answered holds these bytes: as they came, whatever stands around them, or with the chunks of its
 * body taken apart, which may end in the middle of a word.
 */
export function carries(answer: Uint8Array, wanted: Uint8Array | string): boolean {
  const sought = typeof wanted === 'string' ? Buffer.from(wanted) : Buffer.from(wanted);
  if (Buffer.from(answer).includes(sought)) return true;
  const { message } = parseHttp('response', answer, { requestMethod: 'GET' });
  return message.framing === 'chunked' && Buffer.from(message.body).includes(sought);
}
