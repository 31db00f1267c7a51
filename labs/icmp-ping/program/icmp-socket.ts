import type { IcmpError } from './icmp-errors.ts';

/** An ICMP message that came, without its IP header. */
export interface ReceivedMessage {
  readonly source: string;
  /** Hops that were left of its time to live (IPv6: hop limit); undefined where the system does not tell. */
  readonly ttl: number | undefined;
  readonly message: Buffer;
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
}

/** An error that the system has read for us. */
export interface ReceivedError extends IcmpError {
  readonly source: string;
}

export interface IcmpListener {
  onMessage(received: ReceivedMessage): void;
  onError(received: ReceivedError): void;
}

/** How a request left: when, on the clock of `performance.now()`; or why it did not, in the system's words. */
export type Sent = { readonly sentAtMs: number } | { readonly reason: string };

/** A socket that sends ICMP messages to one address and gets whatever ICMP comes. */
export interface IcmpSocket {
  /** What our requests must carry; replies to other programs carry another. */
  readonly identifier: number;
  /** Tells what comes from now on. */
  listen(listener: IcmpListener): void;
  /** `done` is called before any answer to this message is. */
  send(message: Buffer, done: (sent: Sent) => void): void;
  close(): void;
}

/** Where to, and as whom. */
export interface IcmpPeer {
  readonly address: string;
  /** 1 to 65535. */
  readonly identifier: number;
}
