import type { Fetch } from '../scenarios/fetch.ts';
import { whyNothingCame } from './why-nothing-came.ts';

/** The likeliest cause where a page that came the first time did not come the second. */
export function whyNoSecondPage(second: Pick<Fetch, 'bytes' | 'ended' | 'isRunning' | 'origin'>): string {
  const silence = whyNothingCame(second, { isOriginDue: false });
  if (silence !== undefined) return silence;
  return second.origin.length > 0
    ? 'The origin was asked again, and its page did not come through. See that nothing of the first request is left over: sockets, buffers, an open file.'
    : 'The second request found a copy and could not use it. See that it is written as bytes ("wb"), closed before it is read, and read back under the same name as bytes ("rb").';
}
