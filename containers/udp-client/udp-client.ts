/** A UDP socket of ours, towards the program. */
export interface UdpClient extends AsyncDisposable {
  readonly port: number;
  send(bytes: Uint8Array | string, host: string, port: number): Promise<void>;
  /** The next datagram, or undefined after `timeoutMs`. */
  receive(timeoutMs: number): Promise<UdpReceived | undefined>;
}

export interface UdpReceived {
  readonly atMs: number;
  readonly host: string;
  readonly port: number;
  readonly bytes: Uint8Array;
}
