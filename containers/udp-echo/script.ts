/** How datagrams are answered. Plain data. */
export interface UdpEchoScript {
  /** Which datagrams get no answer at all; the default is none. */
  readonly loss?: UdpLoss;
  /** Per datagram in order of arrival (0 = first); `default` for the rest. */
  readonly replies?: Readonly<Record<number, UdpReply>>;
  readonly default?: UdpReply;
  /** Upper-cases the answer, as the handout's server does; the default is true. */
  readonly upperCases?: boolean;
}

export type UdpLoss =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  /** Numbers of the datagrams that are lost, from 0. */
  | { readonly kind: 'list'; readonly lost: readonly number[] }
  /** Independent losses with this probability, from the seed. */
  | { readonly kind: 'rate'; readonly rate: number; readonly seed: number };

export interface UdpReply {
  /** Before the answer leaves; the default is 0. Reordering and late answers are made of delays. */
  readonly delayMs?: number;
  /** How many copies; the default is 1. */
  readonly copies?: number;
  /** Gap between copies. */
  readonly copyGapMs?: number;
  /** Answers with this instead of what came. */
  readonly bytes?: Uint8Array;
  /** Datagrams of other content, besides the answer; each so long after the request. */
  readonly also?: readonly { readonly delayMs: number; readonly bytes: Uint8Array }[];
}

export interface UdpEchoEntry {
  readonly atMs: number;
  readonly from: string;
  readonly bytes: Uint8Array;
  readonly isLost: boolean;
  /** When each datagram in answer to it left, oldest first; empty for a lost one and for one whose answer has not left yet. */
  readonly repliedAtMs: readonly number[];
}
