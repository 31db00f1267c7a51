import type { DnsQuery } from '../../harness/protocols/dns/parse-dns-query.ts';

/** Names and their addresses. Every other name gets an address of its own, but those that end in `.invalid`. */
export interface DnsScript {
  readonly addresses?: Readonly<Record<string, string>>;
  /** Names (and all below them) that do not exist: NXDOMAIN. `invalid` always does not; `.` stands for all names. */
  readonly unknown?: readonly string[];
  readonly delayMs?: number;
  /** A name that owns one of these has no other data. Their names are compressed, as by real servers. */
  readonly records?: readonly DnsRecord[];
  /** By number of the query over UDP, from 0, counted for each name and type; `default` for the rest. */
  readonly replies?: Readonly<Record<number, DnsReply>>;
  readonly default?: DnsReply;
}

export interface DnsRecord {
  readonly name: string;
  /**
   * An IPv4 address (an A record), an IPv6 address (AAAA), or the name that this one is an alias of (CNAME), whose own
   * records then follow, where they are scripted.
   */
  readonly data: string;
  /** Its own name is written out, without a pointer: as legal, and seldom seen. */
  readonly isWrittenOut?: boolean;
}

/** What happens to a query over UDP. The default is an answer at once. */
export interface DnsReply {
  /** No answer at all. */
  readonly isLost?: boolean;
  readonly delayMs?: number;
  /** The TC bit and no records: the client is to ask again over TCP. @see RFC 7766 section 5 */
  readonly isTruncated?: boolean;
  /** Comes at once, before the answer: the same with another id, and with this address in place of its own. */
  readonly forgedAddress?: string;
}

export interface DnsEntry {
  readonly atMs: number;
  readonly transport: 'udp' | 'tcp';
  readonly name: string;
  /** `A`, `AAAA`, ... */
  readonly type: string;
  /** The first address or name answered, or undefined (NXDOMAIN or no data). */
  readonly answer?: string;
  /** As it came, and what a tolerant reader makes of it. */
  readonly bytes: Uint8Array;
  readonly query: DnsQuery;
}
