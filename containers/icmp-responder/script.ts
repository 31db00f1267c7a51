/** How echo requests are answered. Plain data. */
export interface IcmpScript {
  /** Applied to the requests in order of arrival; the last one goes on for ever. The default is one plain reply. */
  readonly reactions: readonly IcmpReaction[];
  /** Reactions for one destination, instead of `reactions`; counted apart. */
  readonly byDestination?: Readonly<Record<string, readonly IcmpReaction[]>>;
  /**
   * Reacts to requests with a wrong checksum too. The default is to drop them, as every real host does; then a program
   * with that one fault shows nothing else.
   */
  readonly answersWrongChecksums?: boolean;
}

/** What is sent for one echo request: nothing when `messages` is empty. */
export interface IcmpReaction {
  readonly messages: readonly IcmpMessage[];
}

export interface IcmpMessage {
  /** After the request came; the default is 0. */
  readonly delayMs?: number;
  /** The default is `reply`. `raw` sends `bytes` as the ICMP message. */
  readonly kind?: 'reply' | 'unreachable' | 'time-exceeded' | 'parameter-problem' | 'request' | 'raw';
  /** ICMP code of an error; the default is 1 (host unreachable) or 0. */
  readonly code?: number;
  /** Added to the identifier or the sequence number of a reply; of an error: to those of the request it quotes. */
  readonly identifierOffset?: number;
  readonly sequenceOffset?: number;
  /** XORed into the checksum. */
  readonly checksumXor?: number;
  /** Flips a bit of the payload after the checksum was computed. */
  readonly corruptsPayload?: boolean;
  /** Sent from this address instead of the one that was pinged (errors: the default is 10.0.0.1). */
  readonly source?: string;
  readonly ttl?: number;
  /** Bytes of IP options (a multiple of 4, at most 40), e.g. record route padding. */
  readonly ipOptions?: Uint8Array;
  readonly bytes?: Uint8Array;
}

/** One echo request (or other ICMP message) that came. */
export interface IcmpEntry {
  readonly atMs: number;
  readonly source: string;
  readonly destination: string;
  /** The ICMP message, from its type byte on. */
  readonly message: Uint8Array;
  /** How many messages were scheduled in answer. */
  readonly answered: number;
}
