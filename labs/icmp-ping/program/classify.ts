import { type Echo, echoReplyType, isIntact, readEcho } from './echo.ts';
import { readIcmpError } from './icmp-errors.ts';
import type { Ipv4Packet } from './ipv4.ts';

/** What became of each request so far, by sequence number. */
export type RequestState = 'waiting' | 'answered' | 'timed-out';

/** What a packet means to us. `ignored`: not ours, or nothing that we asked for. */
export type Meaning =
  | { readonly kind: 'reply' | 'duplicate' | 'late' | 'corrupted'; readonly sequence: number }
  | { readonly kind: 'error'; readonly sequence: number; readonly type: number; readonly code: number }
  | { readonly kind: 'ignored' };

const ignored: Meaning = { kind: 'ignored' };

/**
 * A raw socket gets a copy of every ICMP message that reaches this host: replies to other programs, requests from other
 * hosts, on loopback even our own requests. Only an echo reply, or an error that quotes our request, with our identifier
 * and a sequence number that we sent is an answer.
 */
export function classify(
  { payload: message }: Ipv4Packet,
  identifier: number,
  states: ReadonlyMap<number, RequestState>,
): Meaning {
  const isOurs = (echo: Echo) => echo.identifier === identifier && states.has(echo.sequence);
  const error = readIcmpError(message);
  if (error)
    return isOurs(error.about) ? { kind: 'error', sequence: error.about.sequence, ...error } : ignored;
  if (message[0] !== echoReplyType) return ignored;
  const echo = readEcho(message);
  if (!echo || !isOurs(echo)) return ignored;
  if (!isIntact(message)) return { kind: 'corrupted', sequence: echo.sequence };
  return { kind: kindOfReply(states.get(echo.sequence)), sequence: echo.sequence };
}

function kindOfReply(state: RequestState | undefined): 'reply' | 'duplicate' | 'late' {
  if (state === 'answered') return 'duplicate';
  return state === 'timed-out' ? 'late' : 'reply';
}
