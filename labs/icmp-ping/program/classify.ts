import { type Echo, isIntact, readEcho } from './echo.ts';
import { type IcmpError, readIcmpError } from './icmp-errors.ts';
import type { IcmpVersion } from './icmp-version.ts';

/** What became of each request so far, by sequence number. `failed`: an ICMP error came for it. */
export type RequestState = 'waiting' | 'answered' | 'timed-out' | 'failed';

/** What a message means to us. `ignored`: not ours, or nothing that we asked for. */
export type Meaning =
  | { readonly kind: 'reply' | 'duplicate' | 'late' | 'corrupted'; readonly sequence: number }
  | { readonly kind: 'error'; readonly sequence: number; readonly type: number; readonly code: number }
  | { readonly kind: 'ignored' };

/** The requests of one run to one host. */
export interface OwnRequests {
  readonly version: IcmpVersion;
  readonly identifier: number;
  readonly states: ReadonlyMap<number, RequestState>;
}

const ignored: Meaning = { kind: 'ignored' };

/**
 * A raw socket gets a copy of every ICMP message that reaches this host: replies to other programs, requests from other
 * hosts, on loopback even our own requests. Only an echo reply, or an error that quotes our request, with our identifier
 * and a sequence number that we sent is an answer.
 */
export function classify(message: Buffer, own: OwnRequests): Meaning {
  const { version, states } = own;
  const error = readIcmpError(message, version);
  if (error) return classifyError(error, own);
  if (message[0] !== version.replyType) return ignored;
  const echo = readEcho(message);
  if (!echo || !isOurs(echo, own)) return ignored;
  if (version.hasOwnChecksum && !isIntact(message)) return { kind: 'corrupted', sequence: echo.sequence };
  return { kind: kindOfReply(states.get(echo.sequence)), sequence: echo.sequence };
}

/** The same for an error that was read already. */
export function classifyError({ type, code, about }: IcmpError, own: OwnRequests): Meaning {
  return isOurs(about, own) ? { kind: 'error', sequence: about.sequence, type, code } : ignored;
}

function isOurs({ identifier, sequence }: Echo, own: OwnRequests): boolean {
  return identifier === own.identifier && own.states.has(sequence);
}

function kindOfReply(state: RequestState | undefined): 'reply' | 'duplicate' | 'late' {
  if (state === 'answered') return 'duplicate';
  return state === 'waiting' ? 'reply' : 'late';
}
