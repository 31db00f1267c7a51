import type { Fetch } from '../scenarios/fetch.ts';

/**
 * The likeliest cause where no byte of an answer came; undefined where some did, or where the caller knows better.
 * @param due whether the origin should have been asked: not for a host that does not exist, nor for what is in the cache
 */
export function whyNothingCame(
  { bytes, ended, isRunning, origin }: Pick<Fetch, 'bytes' | 'ended' | 'isRunning' | 'origin'>,
  due = { isOriginDue: true },
): string | undefined {
  if (bytes.length > 0) return undefined;
  if (!isRunning)
    return 'The program had ended. Look at what it printed last, and catch that error where one request is handled, so that it ends this request alone.';
  if (ended === 'error')
    return 'The connection was refused: the listening socket is closed. Close only the socket that accept() returned, and go on listening.';
  if (ended !== 'timeout')
    return 'The connection was closed without an answer, as an error in the middle of a request does. Look at what the program printed, and send a status line in every branch.';
  if (origin.length > 0)
    return 'The origin was asked and nothing reached the browser. Send on what recv() returns, and stop at the end of the body: an origin that keeps the connection open never closes it.';
  return due.isOriginDue
    ? 'Nothing was asked of the origin, and the program still waits. The request is complete at its empty line: do not read until the browser closes, and look for a read without a time-out.'
    : undefined;
}
