/** Names and their addresses. Every other name gets an address of its own, but those that end in `.invalid`. */
export interface DnsScript {
  readonly addresses?: Readonly<Record<string, string>>;
  /** Names (and all below them) that do not exist: NXDOMAIN. `invalid` always does not; `.` stands for all names. */
  readonly unknown?: readonly string[];
  readonly delayMs?: number;
}

export interface DnsEntry {
  readonly atMs: number;
  readonly name: string;
  /** `A`, `AAAA`, ... */
  readonly type: string;
  /** Address answered, or undefined (NXDOMAIN or no data). */
  readonly answer?: string;
}
