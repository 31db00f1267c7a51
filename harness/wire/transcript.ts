/** Who sent something: the student's program, or our peer at the far end of the wire. */
export type Side = 'program' | 'peer';

/**
 * One thing that happened in a conversation.
 * - `open`: the connection stands (TCP handshake done) or the first datagram came.
 * - `data`: bytes of a stream; `datagram`: one UDP datagram or ICMP message, whole.
 * - `end`: FIN from that side; `reset`: RST from that side; `close`: our side is done with it.
 * - `lost`: a datagram that the peer dropped on purpose (its `bytes` were never delivered).
 * - `timeout`: our side stopped waiting for something that was due, which `text` names.
 * - `error`: a socket error, its code in `text`; `note`: a remark of the peer, e.g. `TLS 1.3 established`.
 */
export type EventKind =
  | 'open'
  | 'data'
  | 'datagram'
  | 'end'
  | 'reset'
  | 'close'
  | 'lost'
  | 'timeout'
  | 'error'
  | 'note';

export interface TranscriptEvent {
  /** Milliseconds since the scenario began, with fractions. */
  readonly atMs: number;
  readonly from: Side;
  readonly kind: EventKind;
  /** Raw bytes of `data`, `datagram` and `lost`. */
  readonly bytes?: Uint8Array;
  /** What it means in a few words: `250 OK`, `echo request seq 3`, `ECONNRESET`. */
  readonly text?: string;
}

export interface ConversationHead {
  /** Our end of it: `http-client`, `origin`, `smtp-server`, `udp-echo`, `icmp-responder`, `dns`. */
  readonly peer: string;
  readonly protocol: 'tcp' | 'tls' | 'udp' | 'icmp';
  readonly openedBy: Side;
  /** What the opener dialled, `192.168.103.148:12000`; for ICMP the address alone. */
  readonly dialled: string;
}

/** One connection, or one UDP/ICMP flow, as raw timed bytes both ways. */
export interface Conversation extends ConversationHead {
  /** `origin-1`, `origin-2`: the peer and a running number; evidence points here. */
  readonly id: string;
  readonly events: readonly TranscriptEvent[];
}
