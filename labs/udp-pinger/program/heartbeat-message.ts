/** One sign of life: its number, and when it left. */
export interface Heartbeat {
  readonly sequence: number;
  /** Seconds since 1970, with fractions, on the sender's clock. */
  readonly sentAt: number;
}

/** `Heartbeat 1 1763899200.123456` */
export function formatHeartbeat({ sequence, sentAt }: Heartbeat): string {
  return `Heartbeat ${sequence} ${sentAt.toFixed(6)}`;
}

/** Undefined for a text of any other form. */
export function parseHeartbeat(text: string): Heartbeat | undefined {
  const [, sequence, sentAt] = /^heartbeat (\d{1,9}) (\d{1,12}(?:\.\d{1,9})?)\s*$/i.exec(text) ?? [];
  return sequence && sentAt ? { sequence: Number(sequence), sentAt: Number(sentAt) } : undefined;
}

/** Seconds since 1970, with fractions. */
export function nowSeconds(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}
