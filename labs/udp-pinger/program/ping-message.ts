/** What a ping says: its number and the time it left, so that its answer can be told from every other. */
export interface PingMessage {
  readonly sequence: number;
  /** ISO 8601, as in `2026-11-23T12:00:00.123Z`. */
  readonly time: string;
}

/** `Ping 1 2026-11-23T12:00:00.123Z` */
export function formatPing({ sequence, time }: PingMessage): string {
  return `Ping ${sequence} ${time}`;
}

/** Reads an answer; the server may have changed its case. Undefined for a text of any other form. */
export function parseAnswer(text: string): PingMessage | undefined {
  const [, sequence, time] = /^ping (\d{1,9}) (\S+)\s*$/i.exec(text) ?? [];
  return sequence && time ? { sequence: Number(sequence), time: time.toUpperCase() } : undefined;
}
