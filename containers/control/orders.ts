import type { AuthorityData } from '../../harness/wire/certificate-authority.ts';
import type { Conversation } from '../../harness/wire/transcript.ts';

/** Peers that can run in a container of their own. */
export type RemotePeerName = 'smtp-server' | 'udp-echo' | 'origin';

/** What a peer in a container is told, over one connection for each start of it. Each order has one reply. Plain data. */
export type PeerOrder =
  | {
      readonly kind: 'start';
      readonly port: number;
      readonly script: unknown;
      readonly host?: string;
      /** Time zero of the scenario, on the clock of `preciseNowMs`. */
      readonly startedAtMs: number;
      readonly authority?: AuthorityData;
    }
  | { readonly kind: 'setScript'; readonly script: unknown }
  | { readonly kind: 'log' }
  | { readonly kind: 'transcript' }
  | { readonly kind: 'stop' };

export type PeerReply =
  | { readonly kind: 'started'; readonly port: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'log'; readonly entries: readonly unknown[] }
  /** All that this container's peers heard in the scenario; the answer to `transcript` and to `stop`. */
  | { readonly kind: 'transcript'; readonly conversations: readonly Conversation[] }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Where a peer takes orders: a Unix socket in the abstract space of the world's network namespace. A program lives in
 * another network namespace, and cannot name it there.
 */
export function controlSocket(peer: RemotePeerName): string {
  return `\0grade/${peer}`;
}
