/** What happened to the request with this sequence number. */
export type PingEvent =
  | { readonly kind: 'timeout'; readonly sequence: number }
  /** The system did not let it out; the reason is the system's. */
  | { readonly kind: 'unsent'; readonly sequence: number; readonly reason: string }
  | { readonly kind: 'corrupted'; readonly sequence: number; readonly source: string }
  | {
      readonly kind: 'error';
      readonly sequence: number;
      readonly source: string;
      /** The error in words. */
      readonly text: string;
    }
  | {
      readonly kind: 'reply' | 'duplicate' | 'late';
      readonly sequence: number;
      readonly source: string;
      /** Of the ICMP message, header included. */
      readonly bytes: number;
      /** Undefined where the system does not tell. */
      readonly ttl: number | undefined;
      readonly rttMs: number;
    };
